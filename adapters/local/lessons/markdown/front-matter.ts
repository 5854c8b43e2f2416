import type { StatedRights } from '../../../../app/mirror/ports.ts';
import { readYaml } from '../../../../config/read-yaml.ts';
import { statedRights, strictest } from '../package/stated-rights.ts';
import { looseFields } from './loose-fields.ts';

/** What the first lines of a Markdown page say of it. */
export interface FrontMatter {
  readonly title: string | null;
  readonly author: string | null;
  /** Its sentence on who may show it, for the foot of the page. */
  readonly licence: string | null;
  /** The strictest of all that it says of who may show it: licences, `draft: true`. */
  readonly rights: StatedRights | undefined;
}

/** Front matter is a few lines; a longer one is a text that begins with a rule. */
export const MAX_FRONT_MATTER = 16_384;

const NOTHING: FrontMatter = { title: null, author: null, licence: null, rights: undefined };

/** Keys that say who may show a page. */
const RIGHTS = ['licence', 'license', 'rights', 'droits', 'copyright', 'dcterms.rights'];

/** Keys by which an author keeps a page back, with what they say then. */
const KEPT_BACK: { readonly [key: string]: boolean } = {
  brouillon: true,
  draft: true,
  prive: true,
  private: true,
  publish: false,
  published: false,
};

/** Part the front matter from the text that follows it. */
export function splitFrontMatter(whole: string): {
  readonly front: FrontMatter;
  readonly rest: string;
} {
  const text = whole.replace(/^\uFEFF/, '');
  if (!/^---[ \t]*\r?\n/.test(text)) return { front: NOTHING, rest: text };
  const end = text.slice(0, MAX_FRONT_MATTER).search(/\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/);
  if (end === -1) return { front: { ...NOTHING, rights: rightsOfOpenEnd(text) }, rest: text };
  return {
    front: frontMatterOf(text.slice(3, end)),
    rest: text.slice(end + 1).replace(/^.*(?:\n|$)/, ''),
  };
}

/**
 * A front matter that is no YAML, as a title with a colon makes it, is read line by line; it is no
 * text of the lesson either way.
 */
function frontMatterOf(source: string): FrontMatter {
  const { said, unread } = fieldsOf(source);
  const first = (...keys: readonly string[]): string | null =>
    keys.map((key) => sentence(said.get(key), 300)).find((found) => found !== null) ?? null;
  return {
    title: first('title', 'titre'),
    author: first('author', 'authors', 'auteur', 'auteurs'),
    licence: first(...RIGHTS),
    rights: strictest([...keptBack(said), ...licencesOf(said), ...unread.map(waits)]),
  };
}

const licencesOf = (said: ReadonlyMap<string, unknown>): readonly (StatedRights | undefined)[] =>
  RIGHTS.map((key) => statedRights(sentence(said.get(key), MAX_FRONT_MATTER) ?? ''));

const keptBack = (said: ReadonlyMap<string, unknown>): readonly StatedRights[] =>
  Object.entries(KEPT_BACK).flatMap(([key, when]) =>
    said.has(key) && truth(said.get(key)) === when ? [waits(`${key}: ${when}`)] : [],
  );

const waits = (said: string): StatedRights => ({ kind: 'reserved', said: said.slice(0, 300) });

/** A front matter that nobody closed is text, and yet a lesson's word on its rights. */
const rightsOfOpenEnd = (text: string): StatedRights | undefined =>
  strictest(licencesOf(byKey(looseFields(text.slice(0, MAX_FRONT_MATTER)).fields)));

interface Fields {
  readonly said: ReadonlyMap<string, unknown>;
  /** What speaks of rights and could not be read: it waits for a person. */
  readonly unread: readonly string[];
}

function fieldsOf(source: string): Fields {
  const data = yamlOf(source);
  if (typeof data === 'object' && data !== null && !Array.isArray(data))
    return { said: byKey(Object.entries(data)), unread: [] };
  const { fields, others } = looseFields(source);
  const named = others.filter((line) => RIGHTS.some((key) => fold(line).includes(key)));
  return { said: byKey(fields), unread: named.map((line) => line.trim()) };
}

/** @returns null for what is no YAML, and where a key is there twice: one of them would be lost */
function yamlOf(source: string): unknown {
  const { tree, findings } = readYaml(source);
  // A tag that nobody knows is no fault: it is left unread.
  return findings.every(({ code }) => code === 'yaml-syntax') ? (tree ?? null) : null;
}

/** Of a key that is there twice, in capitals and not, both sentences count. */
function byKey(entries: Iterable<readonly [string, unknown]>): ReadonlyMap<string, unknown> {
  const said = new Map<string, unknown>();
  for (const [key, value] of entries) {
    const name = fold(key.trim());
    said.set(name, said.has(name) ? [said.get(name), value].flat() : value);
  }
  return said;
}

const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** A string, a list of them, or an object's own strings: Pandoc's `name:`, a licence's `url:`. */
function sentence(value: unknown, max: number, depth = 0): string | null {
  if (typeof value === 'string') return value.trim().slice(0, max) || null;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null || depth >= MAX_DEPTH) return null;
  const parts: readonly unknown[] = Array.isArray(value)
    ? value
    : 'name' in value
      ? [value.name]
      : Object.values(value);
  const read = parts.slice(0, MAX_PARTS).flatMap((part) => sentence(part, max, depth + 1) ?? []);
  return read.join(', ').slice(0, max) || null;
}

/** Chosen: nobody has more authors, or nests a licence deeper. */
const MAX_PARTS = 100;
const MAX_DEPTH = 4;

/** A yes or a no, in YAML's words and in French; null for neither. */
function truth(value: unknown): boolean | null {
  const word = Array.isArray(value) ? value.at(-1) : value;
  if (typeof word === 'boolean') return word;
  const text = String(word).trim().toLowerCase();
  if (/^(?:true|yes|on|oui|vrai|1)$/.test(text)) return true;
  return /^(?:false|no|off|non|faux|0)$/.test(text) ? false : null;
}
