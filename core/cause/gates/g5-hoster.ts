import type { Cause } from '../cause.ts';
import type { Reading } from '../readings.ts';
import type { Claim } from '../signal.ts';

/** A row that may carry the word must be this much for hosting: facts, "topology LR >= 6". */
const ACCUSING_MIN = 6;

/**
 * G5: each platform has one hoster, so the word "hosting" accuses somebody even where nobody is
 * named. It needs the hoster's own page or word, or its services down together while others stand.
 *
 * @param top the likeliest cause
 * @returns whether the gate holds the words back
 */
export function g5Holds(
  top: Cause | undefined,
  readings: readonly Reading[],
  claims: readonly Claim[],
): boolean {
  if (top !== 'hosting') return false;
  const own = claims.some(
    ({ role, asserts, denies }) => role === 'hoster' && asserts === 'hosting' && !denies,
  );
  return (
    !own && !readings.some(({ row }) => row.accuses === true && row.ratios.hosting >= ACCUSING_MIN)
  );
}
