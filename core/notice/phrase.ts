/** What fills a phrase: texts on one line, and numbers that only choose a plural. */
export type PhraseValues = { readonly [name: string]: string | number };

/**
 * A sentence of `locales/` ready to be filled. The core is given it, and does not know the library
 * that made it: `app/notices/compile-wording.ts`. Values are put in as they are, never read as
 * templates; a phrase that was checked at load asks for no value but those that its place has.
 */
export type Phrase = (values: PhraseValues) => string;
