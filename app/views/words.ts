/**
 * A sentence of the locales by its dotted key, with `{name}` filled in.
 * Throws when the key is missing: a bug, which a test looks for in both languages.
 */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** A page's words in any language that has a file of them. @see web/status/page-languages.ts */
export interface PageWords {
  /** BCP 47, e.g. `fr`. */
  readonly language: string;
  readonly words: Words;
}

/** Words, and the language that numbers beside them are written in. */
export interface WordsIn {
  readonly language: 'fr' | 'en';
  readonly words: Words;
}
