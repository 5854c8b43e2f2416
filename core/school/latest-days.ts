import { type EpochMs, epochMs } from '../units.ts';
import { localDate } from './local-date.ts';

/** One day of people's own, from its midnight to the next. */
export interface LocalDay {
  /** ISO 8601, e.g. `2021-04-06`. */
  readonly date: string;
  readonly from: EpochMs;
  /** Not included. 23 or 25 hours after `from` where clocks change. */
  readonly until: EpochMs;
}

const DAY_MS = 86_400_000;
/** No zone is further from UTC than 14 hours. @see https://www.iana.org/time-zones */
const FARTHEST_MINUTES = 15 * 60;

/**
 * The days that end with the one of `now`, the oldest first.
 *
 * @param count 1 or more
 */
export function latestDays(now: EpochMs, timeZone: string, count: number): readonly LocalDay[] {
  const today = Date.parse(`${localDate(now, timeZone)}T00:00:00Z`);
  const dates = Array.from({ length: count + 1 }, (_, index) =>
    new Date(today + (index + 1 - count) * DAY_MS).toISOString().slice(0, 10),
  );
  const starts = dates.map((date) => startOf(date, timeZone));
  return dates.slice(0, count).map((date, index) => ({
    date,
    from: starts[index] ?? now,
    until: starts[index + 1] ?? now,
  }));
}

/** The first minute of a date: of a later minute the date is never an earlier one. */
function startOf(date: string, timeZone: string): EpochMs {
  const utc = Date.parse(`${date}T00:00:00Z`);
  let before = -FARTHEST_MINUTES;
  let within = FARTHEST_MINUTES;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDate(epochMs(utc + middle * 60_000), timeZone) < date) before = middle;
    else within = middle;
  }
  return epochMs(utc + within * 60_000);
}
