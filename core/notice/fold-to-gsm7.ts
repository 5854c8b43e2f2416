import { septetCost } from './gsm7-alphabet.ts';

/**
 * What stands for a character that has neither a place in GSM-7, nor a base letter, nor a line in
 * the table below. Never `?`: it would change what a sentence means.
 */
export const NEUTRAL = '-';

/** One character never becomes more than this many; chosen, it bounds a hostile input. */
export const MOST_LETTERS_PER_CHARACTER = 4;

/** What a base letter cannot be had for by decomposition. French typography comes first. */
const REPLACEMENTS: { readonly [character: string]: string } = {
  œ: 'oe',
  Œ: 'OE',
  '’': "'",
  '‘': "'",
  '‚': "'",
  ʼ: "'",
  '′': "'",
  '´': "'",
  '`': "'",
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '″': '"',
  '‹': "'",
  '›': "'",
  '…': '...',
  '–': '-',
  '—': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '―': '-',
  '−': '-',
  '•': '-',
  '·': '.',
  '°': 'o',
  '→': '->',
  '←': '<-',
  '×': 'x',
  '÷': '/',
  '⁄': '/',
  '¦': '|',
  '≤': '<=',
  '≥': '>=',
  '≠': '/=',
  '±': '+/-',
  '©': '(c)',
  '®': '(r)',
  µ: 'u',
  '\t': ' ',
  '\u2028': '\n',
  '\u2029': '\n',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  þ: 'th',
  Þ: 'Th',
  ħ: 'h',
  Ħ: 'H',
  ŋ: 'n',
  Ŋ: 'N',
  ẞ: 'SS',
  ĸ: 'k',
  ŧ: 't',
  Ŧ: 'T',
};

/**
 * Write a text in GSM-7 alone, so that one letter does not turn a whole SMS into 70-character
 * parts: `« C’est reçu »` becomes `"C'est recu"`.
 *
 * Composed first (NFC), since `é` typed as two characters is in the alphabet as one. Then, each
 * character: kept if GSM-7 has it; replaced by the table; stripped to its base letters; every
 * space of Unicode becomes a space; marks and invisible controls go; else {@link NEUTRAL}.
 *
 * Folding a folded text changes nothing. At most {@link MOST_LETTERS_PER_CHARACTER} letters come
 * from one character.
 */
export function foldToGsm7(text: string): string {
  const composed = text.normalize('NFC').replace(/«\s?/gu, '"').replace(/\s?»/gu, '"');
  return Array.from(composed, foldCharacter).join('');
}

function foldCharacter(character: string): string {
  if (septetCost(character) > 0) return character;
  const replaced = REPLACEMENTS[character];
  if (replaced !== undefined) return replaced;
  if (/^[\p{M}\p{Cf}\p{Cc}]$/u.test(character)) return '';
  if (/^\s$/u.test(character)) return ' ';
  return baseLetters(character) || NEUTRAL;
}

function baseLetters(character: string): string {
  return Array.from(character.normalize('NFKD'), (part) =>
    septetCost(part) > 0 ? part : (REPLACEMENTS[part] ?? ''),
  )
    .join('')
    .slice(0, MOST_LETTERS_PER_CHARACTER);
}
