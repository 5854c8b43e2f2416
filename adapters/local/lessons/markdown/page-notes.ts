import type { Env } from 'markdown-it';
import type { MirrorWords } from '../../../../app/mirror/ports.ts';

/** One heading of a page, for its table of contents. */
export interface PageHeading {
  readonly level: number;
  readonly id: string;
  readonly title: string;
}

/** What is learned of one page while it is read. */
export interface PageNotes {
  readonly words: MirrorWords;
  /** What could not be kept, by kind: keys of `mirror.removed`. */
  readonly removed: Map<string, number>;
  readonly headings: PageHeading[];
  readonly ids: Map<string, number>;
  /** What a cross-reference to it says: a number, a title. */
  readonly labels: Map<string, string>;
  readonly counters: Map<string, number>;
  readonly abbreviations: Map<string, string>;
  /** TeX that may still be rendered, and MathML that may still be written, in characters. */
  formulas: { tex: number; mathml: number };
  /** Blocks within blocks at this place. */
  depth: number;
  hasContents: boolean;
}

/** TeX of one page that is rendered, in characters. Chosen: a chapter of mathematics has 15,000. */
const MAX_TEX = 60_000;

/** MathML of one page: as much as a page of HTML may be. Chosen. */
const MAX_MATHML = 2_000_000;

export function newPageNotes(words: MirrorWords): PageNotes {
  return {
    words,
    removed: new Map(),
    headings: [],
    ids: new Map(),
    labels: new Map(),
    counters: new Map(),
    abbreviations: new Map(),
    formulas: { tex: MAX_TEX, mathml: MAX_MATHML },
    depth: 0,
    hasContents: false,
  };
}

const pages = new WeakMap<Env, PageNotes>();

export const keepNotes = (env: Env, notes: PageNotes): void => void pages.set(env, notes);

export function notesOf(env: Env | undefined): PageNotes {
  const notes = env === undefined ? undefined : pages.get(env);
  if (notes === undefined) throw new Error('a page of Markdown is read without its notes');
  return notes;
}

export function countLost(notes: PageNotes, kind: string): void {
  notes.removed.set(kind, (notes.removed.get(kind) ?? 0) + 1);
}

/** The next number of its kind, from 1: figures, tables, equations of a page. */
export function nextNumber(notes: PageNotes, kind: string): number {
  const number = (notes.counters.get(kind) ?? 0) + 1;
  notes.counters.set(kind, number);
  return number;
}
