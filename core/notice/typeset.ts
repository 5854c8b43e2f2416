import type { Wording } from './wording.ts';

/** No-break, of a word's width and of a thin space's. */
const WIDE = '\u00a0';
const THIN = '\u202f';

/**
 * Set the spaces that French keeps from breaking: thin before `;`, `!` and `?`, wide before `:` and
 * inside « », and between a number and its unit. Only spaces that are there change, so an address
 * stays what it was. For mail and pages; an SMS has plain spaces.
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
    .replace(/(?<=\d\u00a0h) (?=\d)/gu, WIDE);
}
