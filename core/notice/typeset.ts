import type { Wording } from './wording.ts';

/** No-break, of a word's width and of a thin space's. */
const WIDE = '\u00a0';
const THIN = '\u202f';

/**
 * Set a French text: spaces that may not break, thin before `;`, `!` and `?`, wide before `:` and
 * inside « », and between a number and its unit; and the apostrophe, ’. Nothing is added, and an address
 * stays what it was. For mail; an SMS has the plain signs.
 *
 * @see Lexique des règles typographiques en usage à l'Imprimerie nationale, « ponctuation »
 */
export function typeset(text: string, language: Wording['language']): string {
  if (language !== 'fr') return text;
  return text
    .replace(/ (?=[;!?])/gu, THIN)
    .replace(/ (?=[:»])/gu, WIDE)
    .replace(/(?<=«) /gu, WIDE)
    .replace(/(?<=\d) (?=(?:h|min|s|ms|j|%|€)(?![\p{L}\d]))/gu, WIDE)
    .replace(/(?<=\d\u00a0h) (?=\d)/gu, WIDE)
    .replace(/\S+/gu, (word) => (word.includes('://') ? word : curl(word)));
}

/** Between letters only: what else is written with that sign is no apostrophe. */
const curl = (word: string): string => word.replace(/(?<=\p{L})'(?=\p{L})/gu, '’');
