import type { Cause } from './cause.ts';
import { type Evidence, WORTH_SAYING } from './evidence.ts';
import { isFirstHand } from './gates/g4-contradiction.ts';
import type { Ranked } from './posterior.ts';
import type { Claim } from './signal.ts';

/** A cause this likely stays open: ICD 203 calls less "very unlikely". */
const OPEN_MIN = 0.2;
/** One cause alone would read as the answer: the next likeliest is named beside it from here on; chosen. */
const NEXT_MIN = 0.1;
/** Below this, and with such a line against it, a cause is refuted. */
const REFUTED_MAX = 0.05;
const REFUTING_RATIO = 0.3;

/**
 * The causes that stay open when nothing can be said, likeliest first: those that something speaks
 * for and that are likely enough, and those that a first-hand person names. Empty while there is
 * no evidence: priors alone open nothing, and a line that speaks louder for the likeliest cause
 * opens no other.
 *
 * @param twins the attack gate holds: overload and attack cannot be told apart, both stay open
 */
export function openCauses(
  ranking: readonly Ranked[],
  evidence: readonly Evidence[],
  claims: readonly Claim[],
  refuted: readonly Cause[],
  twins: boolean,
): readonly Cause[] {
  const kept = new Set<Cause>([
    ...claims.filter((claim) => isFirstHand(claim) && !claim.denies).map(({ asserts }) => asserts),
    ...(twins ? (['overload', 'attack'] as const) : []),
  ]);
  const likeliest = ranking.find(({ cause }) => cause !== 'other')?.cause;
  const supported = new Set(
    evidence
      .filter(({ ratio }) => ratio >= WORTH_SAYING)
      .filter((line) => !evidence.some((other) => isSame(line, other, likeliest)))
      .map(({ cause }) => cause),
  );
  const possible = ranking.filter(({ cause }) => cause !== 'other' && !refuted.includes(cause));
  const open = possible.filter(
    ({ cause, probability }) =>
      kept.has(cause) || (supported.has(cause) && probability >= OPEN_MIN),
  );
  const [only, another] = open;
  const next = possible.find((one) => one !== only && one.probability >= NEXT_MIN);
  const alone = only !== undefined && another === undefined && next !== undefined;
  const both = alone ? possible.filter((one) => one === only || one === next) : open;
  return both.map(({ cause }) => cause);
}

/** Whether another line says the same thing, and louder, for the likeliest cause. */
const isSame = (line: Evidence, other: Evidence, likeliest: Cause | undefined): boolean =>
  other.cause === likeliest && other.feature === line.feature && other.ratio > line.ratio;

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
