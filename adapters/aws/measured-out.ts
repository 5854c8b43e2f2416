/** So many at once, and then one in each so much. */
export interface Measure {
  readonly burst: number;
  readonly everyMs: number;
}

/**
 * Say of each request whether it may go now, and count it if so: a bucket of tokens that never waits.
 *
 * @returns called with the present instant; a clock that goes back fills nothing
 */
export function measuredOut({ burst, everyMs }: Measure): (nowMs: number) => boolean {
  let left = burst;
  let filledAt = Number.NEGATIVE_INFINITY;
  return (nowMs) => {
    left = Math.min(burst, left + Math.max(0, nowMs - filledAt) / everyMs);
    filledAt = Math.max(filledAt, nowMs);
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
