import { zoneDay } from '../core/cause/zone-day.ts';
import type { Academie } from '../core/school/academie.ts';
import type { CalendarSpan } from '../core/school/school-calendar.ts';
import { servedZones } from '../core/school/served-zones.ts';
import type { Finding } from './problem.ts';
import type { Config } from './schema.ts';

/**
 * Days of `cause.calendar` that are likely slips, though right as they stand: told twice, or, of kinds
 * that pupils come to, on a day without class everywhere that is served.
 *
 * @param spans of data/school-calendar.csv, with the configuration's own years
 */
export function calendarOdd(
  config: Config,
  spans: readonly CalendarSpan[],
  academies: readonly Academie[],
): readonly Finding[] {
  const zones = config.platforms
    .filter(({ mirror }) => mirror !== undefined)
    .flatMap(({ serves }) => servedZones(serves, academies));
  const { calendar } = config.cause;
  return calendar.flatMap(({ date, kind }, index): readonly Finding[] => {
    const path = ['cause', 'calendar', index, 'date'];
    const got = `${date} (${kind})`;
    const first = calendar.findIndex((one) => one.date === date && one.kind === kind);
    if (first < index)
      return [{ code: 'calendar-twice', path, values: { place: `[${first}]` }, got }];
    const off =
      zones.length > 0 && zones.every((one) => zoneDay(spans, one, date).day === 'no-class');
    return ATTENDED.has(kind) && off ? [{ code: 'calendar-day-off', path, got }] : [];
  });
}

/** Results and deadlines come on any day. */
const ATTENDED: ReadonlySet<string> = new Set([
  'first-remote-day',
  'remote-day',
  'return',
  'exams',
]);
