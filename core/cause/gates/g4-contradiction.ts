import type { Cause } from '../cause.ts';
import type { Claim } from '../signal.ts';

/** Those who see their own machines. */
const FIRST_HAND: ReadonlySet<Claim['role']> = new Set(['owner', 'hoster', 'vendor']);

/** Whether a claim comes from somebody who sees the machines. */
export const isFirstHand = ({ role }: Claim): boolean => FIRST_HAND.has(role);

/**
 * G4: what a first-hand word does to the likeliest cause.
 *
 * `another-named`: somebody who sees the machines names another cause, and nobody does name this
 * one: from outside the two cannot be told apart, so the verdict stays open. `denied`: they only
 * say that it is not this one: one rung lower.
 *
 * @param claims those that stand, see `standingClaims`
 */
export function g4Contradiction(
  claims: readonly Claim[],
  top: Cause,
): 'none' | 'denied' | 'another-named' {
  const firstHand = claims.filter(isFirstHand);
  const asserted = firstHand.filter(({ denies }) => !denies);
  const named = asserted.some(({ asserts }) => asserts === top);
  if (!named && asserted.length > 0) return 'another-named';
  return firstHand.some(({ denies, asserts }) => denies && asserts === top) ? 'denied' : 'none';
}
