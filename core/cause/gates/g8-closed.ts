import type { Cause } from '../cause.ts';
import type { Reading } from '../readings.ts';
import type { Claim } from '../signal.ts';
import { isFirstHand } from './g4-contradiction.ts';

/**
 * G8: the platform says itself that it is closed. That is a decision, and why it was taken cannot
 * be seen from outside: only somebody who sees the machines can name the cause.
 *
 * @param claims those that stand
 * @returns whether the gate holds the words back
 */
export function g8Holds(
  top: Cause | undefined,
  readings: readonly Reading[],
  claims: readonly Claim[],
): boolean {
  if (!readings.some(({ row }) => row.decision === true)) return false;
  return !claims.some((claim) => isFirstHand(claim) && !claim.denies && claim.asserts === top);
}
