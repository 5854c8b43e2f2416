import { addCounts } from './add-counts.ts';
import type { TrafficSegment } from './traffic-segment.ts';
import { SURVEY_COLUMNS, type TrafficSlice } from './traffic-slice.ts';

/**
 * What was counted between each two bounds.
 *
 * @param bounds in seconds since 1970, in any order; equal ones count once
 * @param slices in any order; one belongs to where it begins, or to nothing
 * @returns by time, without gaps; empty for less than two bounds
 */
export function segmentsBetween(
  bounds: readonly number[],
  slices: readonly TrafficSlice[],
): readonly TrafficSegment[] {
  const rising = [...new Set(bounds)].toSorted((a, b) => a - b);
  const segments = rising.slice(1).map((toSec, index) => ({
    fromSec: rising[index] as number,
    toSec,
    counts: new Float64Array(SURVEY_COLUMNS),
  }));
  for (const { fromSec: at, counts } of slices) {
    const segment = segments.find(({ fromSec, toSec }) => fromSec <= at && at < toSec);
    if (segment !== undefined) addCounts(segment.counts, counts);
  }
  return segments;
}
