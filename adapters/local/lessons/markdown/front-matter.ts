import { parse } from 'yaml';

/** What the first lines of a Markdown page say of it. */
export interface FrontMatter {
  readonly title: string | null;
  readonly author: string | null;
  /** Its sentence on who may show it. */
  readonly licence: string | null;
}

/** Front matter is a few lines; a longer one is a text that begins with a rule. */
export const MAX_FRONT_MATTER = 16_384;

const NOTHING: FrontMatter = { title: null, author: null, licence: null };

/** Part the front matter from the text that follows it. */
export function splitFrontMatter(whole: string): {
  readonly front: FrontMatter;
  readonly rest: string;
} {
  const text = whole.replace(/^\uFEFF/, '');
  if (!/^---[ \t]*\r?\n/.test(text)) return { front: NOTHING, rest: text };
  const end = text.slice(0, MAX_FRONT_MATTER).search(/\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/);
  if (end === -1) return { front: NOTHING, rest: text };
  return {
    front: frontMatterOf(text.slice(3, end)),
    rest: text.slice(end + 1).replace(/^.*(?:\n|$)/, ''),
  };
}

/** A front matter that is no YAML is dropped all the same: nobody wants to read it in a lesson. */
function frontMatterOf(source: string): FrontMatter {
  try {
    const data: unknown = parse(source, { maxAliasCount: 20, logLevel: 'silent' });
    if (typeof data !== 'object' || data === null) return NOTHING;
    const said = new Map(Object.entries(data).map(([key, value]) => [key.toLowerCase(), value]));
    const first = (...keys: readonly string[]): string | null =>
      keys.map((key) => sentence(said.get(key))).find((found) => found !== null) ?? null;
    return {
      title: first('title', 'titre'),
      author: first('author', 'authors', 'auteur', 'auteurs'),
      licence: first('licence', 'license', 'rights', 'droits', 'copyright'),
    };
  } catch {
    return NOTHING;
  }
}

/** A string, a list of them, or Pandoc's `name:` of one. */
function sentence(value: unknown): string | null {
  if (typeof value === 'string') return value.trim().slice(0, 300) || null;
  if (Array.isArray(value)) {
    const parts = value.slice(0, 20).flatMap((part: unknown) => sentence(part) ?? []);
    return parts.join(', ').slice(0, 300) || null;
  }
  if (typeof value !== 'object' || value === null) return null;
  return 'name' in value ? sentence(value.name) : null;
}
