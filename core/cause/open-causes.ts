import type { Cause } from './cause.ts';
import { type Evidence, WORTH_SAYING } from './evidence.ts';
import { isFirstHand } from './gates/g4-contradiction.ts';
import type { Ranked } from './posterior.ts';
import type { Claim } from './signal.ts';

/** A cause this likely stays open; chosen. */
const OPEN_MIN = 0.1;
/** Below this, and with such a line against it, a cause is refuted. */
const REFUTED_MAX = 0.05;
const REFUTING_RATIO = 0.3;

/**
 * The causes that stay open when nothing can be said, likeliest first: those that something speaks
 * for and that are likely enough, and those that a first-hand person names. Empty while there is
 * no evidence: priors alone open nothing.
 */
export function openCauses(
  ranking: readonly Ranked[],
  evidence: readonly Evidence[],
  claims: readonly Claim[],
  refuted: readonly Cause[],
): readonly Cause[] {
  const named = new Set(
    claims.filter((claim) => isFirstHand(claim) && !claim.denies).map(({ asserts }) => asserts),
  );
  const supported = new Set(
    evidence.filter(({ ratio }) => ratio >= WORTH_SAYING).map(({ cause }) => cause),
  );
  return ranking
    .filter(({ cause }) => cause !== 'other' && !refuted.includes(cause))
    .filter(
      ({ cause, probability }) =>
        named.has(cause) || (supported.has(cause) && probability >= OPEN_MIN),
    )
    .map(({ cause }) => cause);
}

/** Causes made unlikely by all the evidence and spoken against by one line of it. */
export function refutedCauses(
  ranking: readonly Ranked[],
  evidence: readonly Evidence[],
): readonly Cause[] {
  return ranking
    .filter(({ probability }) => probability < REFUTED_MAX)
    .map(({ cause }) => cause)
    .filter((cause) =>
      evidence.some((line) => line.cause === cause && line.ratio <= REFUTING_RATIO),
    );
}
