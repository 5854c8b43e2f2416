import type { Academie } from './academie.ts';
import type { School, SchoolType } from './school.ts';

/** What a day is at a school. `unknown`: the calendar has no row for that place and date. */
export type SchoolDay = 'class' | 'no-class' | 'unknown';

/** A span of days in one holiday zone. A row of data/school-calendar.csv. */
export interface CalendarSpan {
  /** As the official calendar calls it: `Zone C`, `Martinique`. */
  readonly zone: string;
  /** `known`: the calendar says which days have no class; `none`: these are such days. */
  readonly kind: 'known' | 'none';
  /** First day, `2021-04-10`. */
  readonly from: string;
  /** The day after the last: for holidays the day of return. */
  readonly to: string;
  /** Only these departments of the zone. Empty = all. */
  readonly departments: readonly string[];
  /** Only schools of these types. Empty = all. */
  readonly types: readonly SchoolType[];
}

/** Says whether a school has class on a day. */
export interface SchoolCalendar {
  /** @param date as {@link localDate} gives it, by the school's own time zone */
  dayOf(school: Pick<School, 'department' | 'type'>, date: string): SchoolDay;
}

/** For whoever wants SMS on holidays too. */
export const EVERY_DAY: SchoolCalendar = { dayOf: () => 'class' };

/**
 * The school calendar of every zone. A department belongs to the zone of its académie.
 *
 * No row is *unknown*, never a school day: those of overseas appear late. Sundays have no class;
 * Saturdays have, since many collèges and lycées work on Saturday morning and no table says which.
 */
export function schoolCalendar(
  spans: readonly CalendarSpan[],
  academies: readonly Academie[],
): SchoolCalendar {
  const byZone = Map.groupBy(spans, ({ zone }) => zone);
  const byDepartment = new Map(
    academies.flatMap(({ departments, holidayZone }) =>
      departments.map((department) => [department, byZone.get(holidayZone) ?? []] as const),
    ),
  );
  return {
    dayOf({ department, type }, date) {
      const today = (byDepartment.get(department) ?? []).filter(
        ({ from, to, departments, types }) =>
          from <= date &&
          date < to &&
          (departments.length === 0 || departments.includes(department)) &&
          (types.length === 0 || types.includes(type)),
      );
      if (!today.some(({ kind }) => kind === 'known')) return 'unknown';
      return isSunday(date) || today.some(({ kind }) => kind === 'none') ? 'no-class' : 'class';
    },
  };
}

const isSunday = (date: string): boolean => new Date(`${date}T00:00:00Z`).getUTCDay() === 0;
