import type { CalendarSpan } from '../core/school/school-calendar.ts';
import type { Config } from './schema.ts';

/** The spans of `notices.schoolYears`, as the calendar has its own. */
export const spansOfSchoolYears = ({ notices }: Config): readonly CalendarSpan[] =>
  notices.schoolYears.flatMap(({ zones, from, to, holidays }) =>
    zones.flatMap((zone): readonly CalendarSpan[] => {
      const everywhere = { zone, departments: [], types: [] } as const;
      return [
        { ...everywhere, kind: 'known', from, to },
        ...holidays.map((days) => ({ ...everywhere, ...days, kind: 'none' }) as const),
      ];
    }),
  );
