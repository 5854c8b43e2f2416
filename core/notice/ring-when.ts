import type { School } from '../school/school.ts';
import { localDate } from '../school/local-date.ts';
import type { SchoolCalendar } from '../school/school-calendar.ts';
import { after, type DurationMs, type EpochMs, hours, minutes } from '../units.ts';
import { hourIn, minuteIn } from './format-time.ts';
import { holdForQuietHours, type RingingHours } from './hold-for-quiet-hours.ts';

/** Why an SMS is not sent at all, though its mail is. */
export type NoRing = 'no-class' | 'calendar-unknown';

/** When a school's telephone may ring, or why it may not. */
export type Ring =
  | { readonly kind: 'at'; readonly at: EpochMs }
  | { readonly kind: 'never'; readonly why: NoRing };

/**
 * An SMS waits this long for a school day, no longer. Chosen: it carries over a weekend with a
 * Monday without class; through holidays the mail tells enough, since nobody there has a lesson to
 * lose, and an SMS that comes two weeks late tells nobody anything.
 */
export const LONGEST_WAIT_FOR_CLASS: DurationMs = hours(72);

export type RingingSchool = Pick<School, 'department' | 'type' | 'timeZone'>;

/**
 * The first instant, `at` included, in the ringing hours of a school day there.
 *
 * @returns `never` when no such day comes soon enough, or when the calendar does not know
 */
export function ringWhen(
  at: EpochMs,
  school: RingingSchool,
  ringingHours: RingingHours,
  calendar: SchoolCalendar,
): Ring {
  const latest = after(at, LONGEST_WAIT_FOR_CLASS);
  let start = holdForQuietHours(at, school.timeZone, ringingHours);
  while (start <= latest) {
    const day = calendar.dayOf(school, localDate(start, school.timeZone));
    if (day === 'class') return { kind: 'at', at: start };
    if (day === 'unknown') return { kind: 'never', why: 'calendar-unknown' };
    start = nextMorning(start, school.timeZone, ringingHours);
  }
  return { kind: 'never', why: 'no-class' };
}

/** From within the ringing hours of one day to the first of the next. */
function nextMorning(at: EpochMs, timeZone: string, ringingHours: RingingHours): EpochMs {
  const left = hours(ringingHours.to - hourIn(at, timeZone)) - minutes(minuteIn(at, timeZone));
  return holdForQuietHours(after(at, left as DurationMs), timeZone, ringingHours);
}
