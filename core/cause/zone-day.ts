import type { CalendarSpan, SchoolDay } from '../school/school-calendar.ts';

/** What a day is in one holiday zone, for most of its schools. */
export interface ZoneDay {
  readonly zone: string;
  /** Departments that the platform serves there: how much the zone counts. */
  readonly departments: number;
  readonly day: SchoolDay;
  /** Set on the first day of class after so long without: what people come back from. */
  readonly backFrom: 'holidays' | 'summer' | null;
}

/** Days without class in a row that make holidays, and a summer; chosen: bridges have four at most. */
const HOLIDAYS_MIN = 7;
const SUMMER_MIN = 35;
/** No holidays are longer: nobody looks further back. */
const LOOK_BACK_MAX = 100;
const DAY_MS = 86_400_000;

/**
 * Read the official calendar for one zone and day. Rows for some departments or kinds of schools only
 * are left out: this is about crowds. No row is *unknown*, never a school day.
 *
 * @param date `2021-04-06`, where the pupils are
 */
export function zoneDay(
  spans: readonly CalendarSpan[],
  { zone, departments }: Pick<ZoneDay, 'zone' | 'departments'>,
  date: string,
): ZoneDay {
  const own = spans.filter(
    (span) => span.zone === zone && span.departments.length === 0 && span.types.length === 0,
  );
  const day = dayOf(own, date);
  const off = day === 'class' ? daysOff(own, date) : 0;
  const backFrom = off >= SUMMER_MIN ? 'summer' : off >= HOLIDAYS_MIN ? 'holidays' : null;
  return { zone, departments, day, backFrom };
}

function dayOf(spans: readonly CalendarSpan[], date: string): SchoolDay {
  const today = spans.filter(({ from, to }) => from <= date && date < to);
  if (today.some(({ kind }) => kind === 'none')) return 'no-class';
  if (!today.some(({ kind }) => kind === 'known')) return 'unknown';
  return isWeekend(date) ? 'no-class' : 'class';
}

function daysOff(spans: readonly CalendarSpan[], date: string): number {
  let count = 0;
  while (count < LOOK_BACK_MAX && dayOf(spans, dayBefore(date, count + 1)) === 'no-class')
    count += 1;
  return count;
}

const dayBefore = (date: string, days: number): string =>
  new Date(Date.parse(date) - days * DAY_MS).toISOString().slice(0, 10);

/** Saturday morning has class here and there, and no crowd. */
const isWeekend = (date: string): boolean => [0, 6].includes(new Date(date).getUTCDay());
