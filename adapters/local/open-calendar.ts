import { spansOfSchoolYears } from '../../config/school-years.ts';
import type { Config } from '../../config/schema.ts';
import {
  EVERY_DAY,
  type SchoolCalendar,
  schoolCalendar,
} from '../../core/school/school-calendar.ts';
import { loadDirectoryTables } from './directory-tables.ts';
import { readCalendarSpans } from './read-calendar.ts';

/** The calendar of data/ and the school years that the configuration adds. */
export const openCalendar = (config: Config): SchoolCalendar =>
  config.notices.smsDays === 'every'
    ? EVERY_DAY
    : schoolCalendar(
        [...readCalendarSpans(), ...spansOfSchoolYears(config)],
        loadDirectoryTables().academies,
      );
