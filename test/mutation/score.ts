import type { Counts } from './mutation-result.ts';

/** The target, as a share of all mutants. */
export const SCORE_TARGET = 0.9;

/** The share of mutants that tests noticed, those that cannot be noticed counted as missed. */
export function scoreOf({ killed, timeout, survived, uncovered }: Counts): number {
  const all = killed + timeout + survived + uncovered;
  return all === 0 ? 1 : (killed + timeout) / all;
}
