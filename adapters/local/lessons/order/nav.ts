import { readYaml } from '../../../../config/read-yaml.ts';

/** One line of a menu that a teacher wrote. */
export type NavItem =
  /** A page or a folder, as it is written; the title where one is given. */
  | { readonly kind: 'place'; readonly title: string | null; readonly target: string }
  | { readonly kind: 'group'; readonly title: string; readonly items: readonly NavItem[] }
  /** `...`: what no other line names. */
  | { readonly kind: 'rest' };

/** What `.pages` says of its folder (awesome-pages, also called awesome-nav). */
export interface PagesFile {
  readonly title: string | null;
  readonly nav: readonly NavItem[] | null;
  readonly isHidden: boolean;
  readonly isReversed: boolean;
}

/** What `mkdocs.yml` says of its site. */
export interface MkdocsFile {
  readonly docsFolder: string;
  readonly nav: readonly NavItem[] | null;
}

/** Groups within groups, and lines in all. Chosen: ten times the largest menu looked at. */
const MAX_DEPTH = 6;
const MAX_ITEMS = 5_000;
/** Chosen: room for all those lines. */
const MAX_LETTERS = 400_000;

/** A file that is no YAML orders nothing: the lessons are there all the same. */
export function readPagesFile(text: string): PagesFile {
  const data = mapOf(text);
  const nav = data.get('nav') ?? data.get('arrange');
  const title = data.get('title');
  return {
    title: typeof title === 'string' ? title : null,
    nav: Array.isArray(nav) ? items(nav) : null,
    isHidden: data.get('hide') === true,
    isReversed: data.get('order') === 'desc',
  };
}

export function readMkdocsFile(text: string): MkdocsFile {
  const data = mapOf(text);
  const docs = data.get('docs_dir');
  const nav = data.get('nav') ?? data.get('pages');
  return {
    docsFolder: typeof docs === 'string' ? docs : 'docs',
    nav: Array.isArray(nav) ? items(nav) : null,
  };
}

function mapOf(text: string): ReadonlyMap<string, unknown> {
  if (text.length > MAX_LETTERS) return new Map();
  // Tags such as `!!python/name:` are left unread: nothing of a file is ever run.
  const { tree } = readYaml(text);
  return new Map(typeof tree === 'object' && tree !== null ? Object.entries(tree) : []);
}

function items(list: readonly unknown[]): readonly NavItem[] {
  const left = { items: MAX_ITEMS };
  return itemsOf(list, 0, left);
}

function itemsOf(
  list: readonly unknown[],
  depth: number,
  left: { items: number },
): readonly NavItem[] {
  const out: NavItem[] = [];
  for (const entry of list) {
    if ((left.items -= 1) < 0) break;
    const item = itemOf(entry, depth, left);
    if (item !== null) out.push(item);
  }
  return out;
}

function itemOf(entry: unknown, depth: number, left: { items: number }): NavItem | null {
  if (typeof entry === 'string') return placeOf(null, entry);
  if (typeof entry !== 'object' || entry === null) return null;
  const [pair] = Object.entries(entry);
  if (pair === undefined) return null;
  const [title, value]: [string, unknown] = pair;
  if (typeof value === 'string') return placeOf(title, value);
  if (!Array.isArray(value) || depth >= MAX_DEPTH) return null;
  return { kind: 'group', title, items: itemsOf(value, depth + 1, left) };
}

function placeOf(title: string | null, target: string): NavItem | null {
  if (/^\.\.\.(?:\s|$)/.test(target)) return { kind: 'rest' };
  // Another site is no lesson of this one.
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return null;
  return { kind: 'place', title, target };
}
