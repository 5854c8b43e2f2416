import { calendarOdd } from '../../config/calendar-odd.ts';
import type { Finding } from '../../config/problem.ts';
import type { Config } from '../../config/schema.ts';
import { schoolTables } from './school-tables.ts';

/** Days of `cause.calendar` that the calendar of data/ makes look like slips. */
export function calendarSlips(config: Config): readonly Finding[] {
  if (config.cause.calendar.length === 0) return [];
  const { spans, academies } = schoolTables(config);
  return calendarOdd(config, spans, academies);
}
