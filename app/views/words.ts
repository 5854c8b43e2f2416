/**
 * A sentence of the locales by its dotted key, with `{name}` filled in.
 * Throws when the key is missing: a bug, which a test looks for in both languages.
 */
export type Words = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** Words, and the language that numbers beside them are written in. */
export interface WordsIn {
  readonly language: 'fr' | 'en';
  readonly words: Words;
}
