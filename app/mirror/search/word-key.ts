/** Takes a word's ending off; of `@orama/stemmers`, one for each language. */
export type Stem = (word: string) => string;

/** A word without accents, capitals and ligatures: what people type on a phone. */
export const foldWord = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae');

/**
 * The key under which the index has a word: equal for a word's forms, with accents or without.
 *
 * The French stemmer knows endings by their accents, which people leave out. So all words lose them
 * first, and the endings that need them get them back, whether or not they had them.
 *
 * @returns folded, never empty for a word of one letter or more
 */
export function wordKey(word: string, stem: Stem, language: 'fr' | 'en'): string {
  const folded = foldWord(word);
  return foldWord(stem(language === 'fr' ? withAccents(folded) : folded)) || folded;
}

const withAccents = (word: string): string =>
  word
    .replace(/ee(s?)$/, 'ée$1')
    .replace(/iere(s?)$/, 'ière$1')
    .replace(/ite(s?)$/, 'ité$1')
    .replace(/erent$/, 'èrent');
