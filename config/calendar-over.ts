import type { Academie } from '../core/school/academie.ts';
import type { CalendarSpan } from '../core/school/school-calendar.ts';
import { servedZones } from '../core/school/served-zones.ts';
import type { Finding } from './problem.ts';
import type { Config } from './schema.ts';
import { spansOfSchoolYears } from './school-years.ts';

/** Said this long before a zone's last known day. Chosen: time to write a year down. */
const AHEAD_DAYS = 60;
const DAY_MS = 86_400_000;

/**
 * Zones of served schools whose calendar ends soon, or has ended: right as it stands, but no SMS
 * leaves there then, and mail alone tells.
 *
 * @param spans of data/school-calendar.csv
 * @param today `2026-11-30`
 * @returns one finding, or none
 */
export function calendarOver(
  config: Config,
  spans: readonly CalendarSpan[],
  academies: readonly Academie[],
  today: string,
): readonly Finding[] {
  const { sms, smsDays } = config.notices;
  if (sms === undefined || smsDays === 'every') return [];
  const soon = new Date(Date.parse(today) + AHEAD_DAYS * DAY_MS).toISOString().slice(0, 10);
  const known = [...spans, ...spansOfSchoolYears(config)].filter(({ kind }) => kind === 'known');
  const isKnown = (of: string) =>
    known.some(({ zone, from, to }) => zone === of && from <= soon && soon < to);
  const served = config.platforms
    .filter(({ mirror }) => mirror !== undefined)
    .flatMap(({ serves }) => servedZones(serves, academies).map(({ zone }) => zone));
  const over = [...new Set(served)].filter((zone) => !isKnown(zone));
  if (over.length === 0) return [];
  const endOf = (of: string) =>
    known
      .flatMap(({ zone, to }) => (zone === of ? [to] : []))
      .toSorted()
      .at(-1) ?? '-';
  const got = over.map((zone) => `${zone}: ${endOf(zone)}`).join(', ');
  const values = { zones: over.join(', ') };
  return [{ code: 'calendar-over', path: ['notices', 'schoolYears'], values, got }];
}
