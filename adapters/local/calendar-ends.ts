import { calendarOver } from '../../config/calendar-over.ts';
import type { Finding } from '../../config/problem.ts';
import type { Config } from '../../config/schema.ts';
import { localDate } from '../../core/school/local-date.ts';
import type { EpochMs } from '../../core/units.ts';
import { loadDirectoryTables } from './directory-tables.ts';
import { readCalendarSpans } from './read-calendar.ts';

/** Whether the calendar of data/, with the configuration's own years, ends soon somewhere served. */
export const calendarEnds = (config: Config, now: EpochMs): readonly Finding[] =>
  calendarOver(
    config,
    readCalendarSpans(),
    loadDirectoryTables().academies,
    localDate(now, config.organisation.timeZone),
  );
