/** A stretch of even traffic, in seconds since 1970; `toSec` is not in it. */
export interface TrafficSegment {
  readonly fromSec: number;
  readonly toSec: number;
  /** By column, as a slice's. */
  readonly counts: Float64Array;
}
