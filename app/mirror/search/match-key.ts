import type { QueryWord } from './parse-query.ts';

/** Endings that a stem loses in words which are typed in full or nearly. Chosen. */
const CUT_MAX = 4;
/** Stems that are shorter begin too many words. Chosen. */
const CUT_STEM_MIN = 4;
/** One letter begins a tenth of all words. */
const OPEN_MIN = 2;

/** A word that begins so tells less than the word itself. Chosen. */
const BEGUN = 0.5;

/**
 * How well a key of the index answers a word of a query: 1 for the word itself in any form, less for
 * one that begins as typed, 0 for none.
 */
export function matchKey(key: string, { key: wanted, typed, isOpen }: QueryWord): number {
  if (key === wanted) return 1;
  if (!isOpen || typed.length < OPEN_MIN) return 0;
  // `equatio` on the way to `équation`, whose key is `equat`.
  const isCut =
    key.length >= CUT_STEM_MIN && typed.startsWith(key) && typed.length - key.length <= CUT_MAX;
  return isCut || key.startsWith(typed) ? BEGUN : 0;
}

/** With the index itself, a first word asks for three files at most. Chosen. */
const PARTS_MAX = 2;

/**
 * The parts of the index that may have such keys, by number; of a word of few letters, which begins
 * keys of many parts, the first.
 *
 * @param from the first key of each part, in order
 */
export function partsFor(
  { key, typed, isOpen }: QueryWord,
  from: readonly string[],
): readonly number[] {
  if (from.length === 0) return [];
  const partOf = (word: string): number => Math.max(0, firstAfter(from, word) - 1);
  const parts = [partOf(key)];
  if (isOpen && typed.length >= OPEN_MIN) {
    const own = partOf(typed);
    parts.push(own);
    if (from[own + 1]?.startsWith(typed) === true) parts.push(own + 1);
    parts.push(partOf(typed.slice(0, Math.max(CUT_STEM_MIN, typed.length - CUT_MAX))));
  }
  return [...new Set(parts)].slice(0, PARTS_MAX);
}

function firstAfter(from: readonly string[], word: string): number {
  const at = from.findIndex((first) => first > word);
  return at === -1 ? from.length : at;
}
