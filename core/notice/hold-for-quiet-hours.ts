import { type EpochMs, epochMs } from '../units.ts';
import { hourIn, minuteIn } from './format-time.ts';

/** Local hours in which a phone may ring: from the first, included, to the last, excluded. */
export interface RingingHours {
  readonly from: number;
  readonly to: number;
}

/** Chosen: a head's day with a margin; AF2M's own hours (8 to 21:30) bind advertising only. */
export const RINGING_HOURS: RingingHours = { from: 7, to: 21 };

const MINUTE_MS = 60_000;

/**
 * The first instant, `at` included, at which an SMS may ring in that zone.
 *
 * Found by the zone's own clock, so that a failure at 9:00 in Paris is held in Martinique, where
 * it is 3:00, and a night that a clock change makes longer or shorter still ends at 7:00.
 */
export function holdForQuietHours(at: EpochMs, timeZone: string, hours: RingingHours): EpochMs {
  if (rings(at, timeZone, hours)) return at;
  const hour = hourIn(at, timeZone);
  const wait = (hours.from - hour + 24) % 24 || 24;
  const wholeMinute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const morning = wholeMinute + (wait * 60 - minuteIn(at, timeZone)) * MINUTE_MS;
  const drift = hours.from - hourIn(epochMs(morning), timeZone);
  return epochMs(morning + drift * 60 * MINUTE_MS);
}

/** From within the ringing hours to their end, on the same day. */
export function ringingUntil(at: EpochMs, timeZone: string, { to }: RingingHours): EpochMs {
  const wholeMinute = Math.floor(at / MINUTE_MS) * MINUTE_MS;
  const minutes = (to - hourIn(at, timeZone)) * 60 - minuteIn(at, timeZone);
  return epochMs(wholeMinute + minutes * MINUTE_MS);
}

function rings(at: EpochMs, timeZone: string, { from, to }: RingingHours): boolean {
  const hour = hourIn(at, timeZone);
  return hour >= from && hour < to;
}
