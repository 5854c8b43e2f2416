import { type Evidence, WORTH_SAYING } from '../evidence.ts';
import type { Ranked } from '../posterior.ts';

/** Below this no cause is spoken. ICD 203: "likely" begins at .55; facts: .60. */
const SPOKEN_MIN = 0.6;
/** The likeliest must be this many times as likely as the next. */
const LEAD = 2;
const FAMILIES = 2;

/**
 * G2: the likeliest cause leads clearly, on evidence of at least two families. A proof stands on
 * its own, but must lead as well. `other` is never spoken.
 * @returns whether the gate holds the words back
 */
export function g2Holds(
  [top, second]: readonly Ranked[],
  evidence: readonly Evidence[],
  proven: boolean,
): boolean {
  if (top === undefined || second === undefined || top.cause === 'other') return true;
  if (top.probability < SPOKEN_MIN || top.probability < LEAD * second.probability) return true;
  return !proven && supportOf(evidence, top.cause).size < FAMILIES;
}

/** The families of measurements that speak for a cause with at least this ratio. */
export function supportOf(
  evidence: readonly Evidence[],
  cause: Ranked['cause'],
  atLeast = WORTH_SAYING,
): ReadonlySet<string> {
  const lines = evidence.filter(
    (line) => line.cause === cause && line.provenance !== 'claimed' && line.ratio >= atLeast,
  );
  return new Set(lines.flatMap(({ family, drawnFrom = [] }) => [family, ...drawnFrom]));
}
