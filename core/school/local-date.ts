import type { EpochMs } from '../units.ts';

/** Building a formatter costs more than a thousand dates do: one is kept for each zone. */
const calendars = new Map<string, Intl.DateTimeFormat>();

/**
 * The day that people of a zone have at an instant: `2021-04-06`.
 *
 * @throws RangeError when the zone is not an IANA name: tables and configuration have checked it
 */
export function localDate(at: EpochMs, timeZone: string): string {
  const known = calendars.get(timeZone);
  if (known !== undefined) return known.format(at);
  // Sweden writes dates as ISO 8601 does.
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
  calendars.set(timeZone, made);
  return made.format(at);
}
