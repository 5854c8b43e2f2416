import { type ZoneDay, zoneDay } from '../../core/cause/zone-day.ts';
import type { Policy } from '../../core/policy.ts';
import type { Academie } from '../../core/school/academie.ts';
import { localDate } from '../../core/school/local-date.ts';
import type { CalendarSpan } from '../../core/school/school-calendar.ts';
import { servedZones } from '../../core/school/served-zones.ts';
import type { EpochMs, PlatformId } from '../../core/units.ts';
import { zoneOf } from '../../core/zone-of.ts';

/** The official school calendar, with the years that a configuration adds. */
export interface SchoolTables {
  readonly spans: readonly CalendarSpan[];
  readonly academies: readonly Academie[];
}

/** What the day of a fall is in each holiday zone of a platform's schools; empty for one that is gone. */
export function zoneDays(
  { spans, academies }: SchoolTables,
  policy: Policy,
  platform: PlatformId,
  fellAt: EpochMs,
): readonly ZoneDay[] {
  const configured = policy.platforms.find(({ id }) => id === platform);
  if (configured === undefined) return [];
  const date = localDate(fellAt, zoneOf(policy, platform));
  return servedZones(configured.serves, academies).map((zone) => zoneDay(spans, zone, date));
}
