import { bestCuts } from './best-cuts.ts';
import { cutPrice } from './cut-price.ts';
import { joinAlike } from './join-alike.ts';
import { pacesOf } from './paces-of.ts';
import { refineBound } from './refine-bound.ts';
import { segmentsBetween } from './segments-between.ts';
import { shareMisfit } from './share-misfit.ts';
import type { TrafficSegment } from './traffic-segment.ts';
import type { TrafficSlice } from './traffic-slice.ts';
import { trafficSums } from './traffic-sums.ts';

/** The exact search takes the square of this, some ten milliseconds; chosen. */
const BINS_MAX = 400;
/** A shorter stretch is noise, or belongs to its neighbour; chosen, a bell's ramp takes a minute. */
const SEGMENT_MIN_SEC = 20;

/**
 * Cut a log where its traffic changed: its pace, who asks, what they ask, or what they get.
 *
 * The exact best cut for a price per piece; then the bounds are set to the slice, and neighbours that
 * differ by less than matters are joined.
 *
 * @param slices by time, those without requests left out
 * @param sliceSec how long each is
 * @returns by time, without gaps; one for no slices, none for no time
 */
export function trafficSegments(
  slices: readonly TrafficSlice[],
  sliceSec: number,
  span: { readonly fromSec: number; readonly toSec: number },
): readonly TrafficSegment[] {
  const seconds = span.toSec - span.fromSec;
  if (seconds <= 0) return [];
  const perBin = Math.ceil(seconds / sliceSec / BINS_MAX);
  const binSec = perBin * sliceSec;
  const bins = Math.ceil(seconds / binSec);
  const sums = trafficSums(slices, span.fromSec, binSec, bins);
  const paces = pacesOf(sums);
  const cuts = bestCuts({
    bins,
    least: Math.ceil(SEGMENT_MIN_SEC / binSec),
    price: cutPrice(bins, paces.noise),
    misfit: (from, to) => shareMisfit(sums, from, to) + paces.misfit(from, to),
  });
  const bounds = cuts
    .map((bin) => refineBound(span.fromSec + bin * binSec, slices, sliceSec, perBin))
    // The last slice may end later than the span, and traffic stops there.
    .filter((atSec) => atSec < span.toSec);
  return joinAlike(segmentsBetween([span.fromSec, ...bounds, span.toSec], slices));
}
