import { pacesOf } from './paces-of.ts';
import { shareMisfit } from './share-misfit.ts';
import type { TrafficSlice } from './traffic-slice.ts';
import { trafficSums } from './traffic-sums.ts';

/** Slices that a bound is moved by at most: few logs have such holes that it is not enough. Chosen. */
const MOVED_MAX = 256;

/**
 * Move a bound between bins to the slice, within a bin of it, that parts best what is around it, two
 * bins on either side.
 *
 * @param slices in any order; only those around it count
 * @param perBin how many slices a bin has
 * @returns in seconds since 1970; the earliest of those that part it equally well
 */
export function refineBound(
  atSec: number,
  slices: readonly TrafficSlice[],
  sliceSec: number,
  perBin: number,
): number {
  if (perBin === 1) return atSec;
  const most = Math.min(MOVED_MAX, perBin);
  const count = 4 * most;
  const firstSec = atSec - 2 * most * sliceSec;
  const sums = trafficSums(slices, firstSec, sliceSec, count);
  const paces = pacesOf(sums);
  let [best, least] = [most, Number.POSITIVE_INFINITY];
  for (let cut = most; cut <= 3 * most; cut += 1) {
    const cost =
      paces.misfit(0, cut) +
      paces.misfit(cut, count) +
      shareMisfit(sums, 0, cut) +
      shareMisfit(sums, cut, count);
    if (cost < least) [best, least] = [cut, cost];
  }
  return firstSec + best * sliceSec;
}
