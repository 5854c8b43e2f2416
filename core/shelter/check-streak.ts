/** What a check has heard: the verdict in force, and how many results in a row speak against it. */
export interface CheckStreak {
  /** `null` = no data yet. */
  readonly healthy: boolean | null;
  readonly against: number;
}

/** A check that has heard nothing. */
export const SILENT: CheckStreak = { healthy: null, against: 0 };

/**
 * Take one result into account. As Route 53's threshold: the same number of consecutive results
 * turns a verdict down and up again. A first success settles a check without data at once; first
 * failures must reach the threshold, so that nobody is turned by a start.
 *
 * @param threshold 1 or more
 * @returns the same streak where nothing is new: most results of most checks
 */
export function hearResult(streak: CheckStreak, passed: boolean, threshold: number): CheckStreak {
  const inForce = streak.healthy ?? true;
  const isAsBefore = streak.healthy === passed && streak.against === 0;
  if (passed === inForce) return isAsBefore ? streak : { healthy: passed, against: 0 };
  const against = streak.against + 1;
  return against >= threshold
    ? { healthy: passed, against: 0 }
    : { healthy: streak.healthy, against };
}
