import { addCounts } from './add-counts.ts';
import { SURVEY_COLUMNS, type TrafficSlice } from './traffic-slice.ts';

/**
 * What was counted from the first bin until each, by column: what a stretch of bins holds is the
 * difference of two rows.
 *
 * @param slices in any order; one belongs to the bin that it begins in, or to none
 * @param fromSec where the first bin begins
 * @returns one row more than there are bins: the first is zero, the last has all that they hold
 */
export function trafficSums(
  slices: readonly TrafficSlice[],
  fromSec: number,
  binSec: number,
  bins: number,
): readonly Float64Array[] {
  const sums = Array.from({ length: bins + 1 }, () => new Float64Array(SURVEY_COLUMNS));
  for (const { fromSec: at, counts } of slices) {
    const row = sums[Math.floor((at - fromSec) / binSec) + 1];
    if (row !== undefined && at >= fromSec) addCounts(row, counts);
  }
  sums.slice(1).forEach((row, bin) => addCounts(row, sums[bin] as Float64Array));
  return sums;
}
