import type { Incident } from '../../core/incident/state.ts';
import { latestDays, type LocalDay } from '../../core/school/latest-days.ts';
import { type EpochMs, minutes, type PlatformId } from '../../core/units.ts';

/**
 * What a day was at its worst: `sheltered`, a fall whose lessons were soon at the mirror; `calm`, no
 * fall was seen; `unwatched`, nobody looked yet.
 */
export type DayLook = 'unwatched' | 'calm' | 'sheltered' | 'down';

export interface HistoryDay {
  /** ISO 8601, in the organisation's time zone. */
  readonly date: string;
  readonly look: DayLook;
  /** How long the platform was down on that day, from each fall to its recovery. */
  readonly downMs: number;
}

export interface DayHistory {
  readonly platform: PlatformId;
  /** {@link HISTORY_DAYS} of them, the oldest first, today last. */
  readonly days: readonly HistoryDay[];
}

/** What Statuspage pages show of the past. */
export const HISTORY_DAYS = 90;

/**
 * A turn of DNS takes its checks and a TTL of a minute: who finds the lessons within this had them.
 * Chosen.
 */
const TURN_TIME = minutes(5);

export interface Watch {
  readonly now: EpochMs;
  /** When this home first saw anything; null where nobody knows, and no day is called calm. */
  readonly since: EpochMs | null;
  readonly timeZone: string;
}

/** The last 90 days of each platform, from its incidents; drills are none. Pure. */
export function dayHistory(
  platforms: readonly PlatformId[],
  incidents: readonly Incident[],
  watch: Watch,
): readonly DayHistory[] {
  const days = latestDays(watch.now, watch.timeZone, HISTORY_DAYS);
  const first = days[0]?.from ?? watch.now;
  const real = incidents.filter((one) => !one.drill && endOf(one, watch.now) > first);
  const of = Map.groupBy(real, ({ platform }) => platform);
  return platforms.map((platform) => {
    const falls = of.get(platform) ?? [];
    return { platform, days: days.map((day) => dayOf(day, falls, watch)) };
  });
}

const endOf = ({ recoveredAt, closedAt }: Incident, now: EpochMs): EpochMs =>
  recoveredAt ?? closedAt ?? now;

function dayOf(day: LocalDay, falls: readonly Incident[], { now, since }: Watch): HistoryDay {
  const { date } = day;
  const parts = falls.map((fall) => {
    const end = endOf(fall, now);
    const turned = Math.min(fall.shelteredAt ?? end, end);
    return {
      bare: overlap(day, fall.fellAt, turned),
      sheltered: overlap(day, turned, end),
    };
  });
  const bareMs = parts.reduce((sum, { bare }) => sum + bare, 0);
  const downMs = parts.reduce((sum, { sheltered }) => sum + sheltered, bareMs);
  if (downMs === 0) return { date, look: isWatched(day, since) ? 'calm' : 'unwatched', downMs };
  const left = parts.some(({ bare, sheltered }) => bare > 0 && sheltered === 0);
  return { date, look: left || bareMs > TURN_TIME ? 'down' : 'sheltered', downMs };
}

const isWatched = ({ until }: LocalDay, since: EpochMs | null): boolean =>
  since !== null && since < until;

const overlap = (day: LocalDay, from: number, until: number): number =>
  Math.max(0, Math.min(day.until, until) - Math.max(day.from, from));
