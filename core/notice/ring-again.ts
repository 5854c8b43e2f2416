import type { SchoolCalendar } from '../school/school-calendar.ts';
import type { EpochMs } from '../units.ts';
import type { Delivery } from './delivery.ts';
import { earlierRing } from './earlier-ring.ts';
import { holdForQuietHours, RINGING_HOURS } from './hold-for-quiet-hours.ts';
import { type Ring, ringWhen } from './ring-when.ts';

/**
 * When an SMS that comes after the ringing hours of the day it was planned for may ring: on the next
 * school day of any school that its number stands for, now included.
 *
 * @param calendar absent = every day is one
 * @param isCorrection it keeps the hours alone where no school day is near: it follows its readers
 * @returns null while its day lasts, and for an owner's, which rings at any hour
 */
export function ringAgain(
  rings: Delivery['rings'],
  now: EpochMs,
  calendar: SchoolCalendar | undefined,
  isCorrection: boolean,
): Ring | null {
  if (rings === undefined || now < rings.until) return null;
  const { timeZone, places = [] } = rings;
  const morning: Ring = { kind: 'at', at: holdForQuietHours(now, timeZone, RINGING_HOURS) };
  if (calendar === undefined || places.length === 0) return morning;
  const ring = places
    .map((place) => ringWhen(now, place, RINGING_HOURS, calendar))
    .reduce(earlierRing);
  return ring.kind === 'never' && isCorrection ? morning : ring;
}
