import type { Uai } from '../units.ts';

/** The alphabet without I, O and Q, which look like digits: 23 letters, a prime number. */
const CHECK_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';

export type UaiReading =
  | { readonly kind: 'uai'; readonly uai: Uai }
  | { readonly kind: 'rejected'; readonly reason: 'uai-shape' | 'uai-check-letter' };

/**
 * Read a school's national identifier: seven digits and a letter, which is the alphabet above at
 * the place of the seven digits modulo 23. Lower case and blanks around it are accepted.
 *
 * Source of the rule: verified on every row of the three sets of the ministry at hand (2023, 2024),
 * without a failure.
 */
export function readUai(text: string): UaiReading {
  const upper = text.trim().toUpperCase();
  if (!/^\d{7}[A-Z]$/.test(upper)) return { kind: 'rejected', reason: 'uai-shape' };
  if (upper[7] !== checkLetter(upper.slice(0, 7))) {
    return { kind: 'rejected', reason: 'uai-check-letter' };
  }
  return { kind: 'uai', uai: upper as Uai };
}

/**
 * Every UAI with its right letter that stands in a text between other things: what a broken row says
 * of its school, and at times of that one's mother school too.
 */
export function uaisWithin(text: string): readonly Uai[] {
  return [...text.matchAll(/(?<![\dA-Za-z])\d{7}[A-Za-z](?![\dA-Za-z])/g)].flatMap(([found]) => {
    const read = readUai(found);
    return read.kind === 'uai' ? [read.uai] : [];
  });
}

/** @param digits seven digits, `0311131` @returns the letter that belongs to them, `L` */
export function checkLetter(digits: string): string {
  return CHECK_LETTERS.charAt(Number(digits) % CHECK_LETTERS.length);
}
