import type { EpochMs } from '../units.ts';
import type { Rung, SpokenCause } from './cause.ts';
import type { Verdict } from './verdict.ts';

/** What the verdicts of an incident let be said, from this instant on. */
export interface VerdictMark {
  readonly at: EpochMs;
  readonly cause: SpokenCause;
  readonly rung: Rung;
}

/**
 * Remember a verdict where it lets something else be said than the one before.
 *
 * @returns the same list when it does not
 */
export function markVerdict(
  marks: readonly VerdictMark[],
  { at, cause, rung }: Verdict,
): readonly VerdictMark[] {
  const last = marks.at(-1);
  return last?.cause === cause && last.rung === rung ? marks : [...marks, { at, cause, rung }];
}
