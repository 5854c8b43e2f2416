import { septetCost, unitCost } from './gsm7-alphabet.ts';

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
export const foldToGsm7 = (text: string): string => foldAndCount(text).text;

export interface FoldedText {
  readonly text: string;
  readonly septets: number;
}

/**
 * {@link foldToGsm7}, and what the folded text costs, in one reading: most messages are all GSM-7
 * already and are given back as they came.
 */
export function foldAndCount(text: string): FoldedText {
  let folded = '';
  let kept = 0;
  let septets = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const cost = unitCost(unit);
    if (cost > 0) {
      septets += cost;
      continue;
    }
    if (!standsAlone(unit)) return foldWhole(text);
    const letters = foldUnit(unit);
    folded += text.slice(kept, at) + letters.text;
    septets += letters.septets;
    kept = at + 1;
  }
  return { text: kept === 0 ? text : folded + text.slice(kept), septets };
}

/**
 * True of a unit that folds the same whatever stands beside it: below the first combining mark, or
 * in general punctuation, from U+2010. « and » swallow a space.
 */
const standsAlone = (unit: number): boolean =>
  (unit < 0x300 && unit !== 0xab && unit !== 0xbb) || (unit >= 0x2010 && unit < UNITS_KEPT);

/** The long way, for texts with decomposed letters, quotation marks or other scripts. */
function foldWhole(text: string): FoldedText {
  const whole = text.normalize('NFC');
  // Once composed, most are letters like any other.
  if (whole !== text) return foldAndCount(whole);
  const composed = text.replace(/«\s/gu, '"').replace(/\s»/gu, '"');
  const folded = Array.from(composed, foldCharacter).join('');
  return { text: folded, septets: septetsOf(folded) };
}

const septetsOf = (folded: string): number =>
  Array.from(folded, septetCost).reduce((sum, cost) => sum + cost, 0);

/** Units below have their folding kept once it was needed: Latin and its punctuation. */
const UNITS_KEPT = 0x2070;
const known: FoldedText[] = [];

function foldUnit(unit: number): FoldedText {
  const kept = known[unit];
  if (kept !== undefined) return kept;
  const text = foldCharacter(String.fromCharCode(unit));
  const folded = { text, septets: septetsOf(text) };
  known[unit] = folded;
  return folded;
}

function foldCharacter(character: string): string {
  if (septetCost(character) > 0) return character;
  const replaced = REPLACEMENTS[character];
  if (replaced !== undefined) return replaced;
  if (/[\p{M}\p{Cf}\p{Cc}]/u.test(character)) return '';
  if (/\s/u.test(character)) return ' ';
  return baseLetters(character) || NEUTRAL;
}

function baseLetters(character: string): string {
  return Array.from(character.normalize('NFKD'), (part) =>
    septetCost(part) > 0 ? part : (REPLACEMENTS[part] ?? ''),
  )
    .join('')
    .slice(0, MOST_LETTERS_PER_CHARACTER);
}
