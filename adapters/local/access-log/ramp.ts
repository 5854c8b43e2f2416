import type { SecondsSpan } from './count-in-phases.ts';
import type { TimeSlices } from './time-slices.ts';

/** How a phase's pace rose. */
export interface Ramp {
  /** Requests in its busiest minute. */
  readonly peakPerMin: number;
  /** From its beginning to the first minute that has nine tenths of the busiest's. */
  readonly secondsToPeak: number;
  /** The largest factor from one minute to the next, of minutes with 60 requests or more; 1 of none. */
  readonly steepestPerMin: number;
}

/** Fewer requests in a minute rise by any factor by chance. Chosen. */
const TELLING_MIN = 60;
const PEAK_PART = 0.9;
const MINUTE_SEC = 60;

/**
 * How fast a phase rose, by whole minutes from its beginning. Genuine crowds of one large site grew
 * by 24 % a minute at most (1998 World Cup); a school's bell rings for all at once.
 */
export function rampOf(series: TimeSlices, { fromSec, toSec }: SecondsSpan, before: number): Ramp {
  const step = Math.max(MINUTE_SEC, series.widthSec);
  const bins = Math.max(1, Math.ceil((toSec - fromSec) / step));
  // A phase of months is not drawn by the minute.
  if (bins > 20_000) return { peakPerMin: 0, secondsToPeak: 0, steepestPerMin: 1 };
  const counts = new Float64Array(bins);
  for (const [number, place] of series.places) {
    const bin = Math.floor((number * series.widthSec - fromSec) / step);
    if (bin >= 0 && bin < bins) counts[bin] = (counts[bin] ?? 0) + (series.counts[place] ?? 0);
  }
  const perMin = [...counts].map((count, bin) => {
    const seconds = Math.min(step, toSec - fromSec - bin * step);
    // A last minute that was cut short is no rise.
    return seconds < step / 2 ? 0 : (count * MINUTE_SEC) / seconds;
  });
  const peak = Math.max(0, ...perMin);
  const steps = perMin.map(
    (pace, bin) => pace / Math.max(1, bin === 0 ? before : (perMin[bin - 1] ?? 0)),
  );
  return {
    peakPerMin: peak,
    secondsToPeak:
      Math.max(
        0,
        perMin.findIndex((pace) => pace >= PEAK_PART * peak),
      ) * step,
    steepestPerMin: Math.max(1, ...steps.filter((_, bin) => (perMin[bin] ?? 0) >= TELLING_MIN)),
  };
}
