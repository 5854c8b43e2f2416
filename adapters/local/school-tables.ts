import type { SchoolTables } from '../../app/cause/zone-days.ts';
import type { Config } from '../../config/schema.ts';
import { spansOfSchoolYears } from '../../config/school-years.ts';
import { loadDirectoryTables } from './directory-tables.ts';
import { readCalendarSpans } from './read-calendar.ts';

/** The official calendar of data/, with the school years that the configuration adds. */
export const schoolTables = (config: Config): SchoolTables => ({
  spans: [...readCalendarSpans(), ...spansOfSchoolYears(config)],
  academies: loadDirectoryTables().academies,
});
