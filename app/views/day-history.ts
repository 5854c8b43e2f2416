import type { Incident } from '../../core/incident/state.ts';
import { latestDays, type LocalDay } from '../../core/school/latest-days.ts';
import { type EpochMs, minutes, type PlatformId } from '../../core/units.ts';
import type { Span } from '../../core/watch/spans.ts';

/**
 * What a day was at its worst: `sheltered`, a fall whose lessons were soon at the mirror; `suspended`,
 * closed by its owner for a part of it; `unseen`, nobody looked for a part of it; `calm`, none of these;
 * `unwatched`, nobody looked yet.
 */
export type DayLook = 'unwatched' | 'calm' | 'unseen' | 'suspended' | 'sheltered' | 'down';

export interface HistoryDay {
  /** ISO 8601, in the organisation's time zone. */
  readonly date: string;
  readonly look: DayLook;
  /** How long the platform was down on that day, from each fall to its recovery. */
  readonly downMs: number;
  /** How long its owner had it closed. */
  readonly suspendedMs: number;
  /** How long nobody looked, once somebody had begun to. */
  readonly unseenMs: number;
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
  /** When nobody looked. */
  readonly unseen: readonly Span[];
}

/** A platform, and when its owner had it closed. */
export interface WatchedPlatform {
  readonly id: PlatformId;
  readonly suspensions: readonly Span[];
}

/** The last 90 days of each platform, from its incidents and its suspensions; drills are none. Pure. */
export function dayHistory(
  platforms: readonly WatchedPlatform[],
  incidents: readonly Incident[],
  watch: Watch,
): readonly DayHistory[] {
  const days = latestDays(watch.now, watch.timeZone, HISTORY_DAYS);
  const first = days[0]?.from ?? watch.now;
  const real = incidents.filter((one) => !one.drill && endOf(one, watch.now) > first);
  const of = Map.groupBy(real, ({ platform }) => platform);
  return platforms.map(({ id, suspensions }) => {
    const falls = of.get(id) ?? [];
    return { platform: id, days: days.map((day) => dayOf(day, { falls, suspensions }, watch)) };
  });
}

const endOf = ({ recoveredAt, closedAt }: Incident, now: EpochMs): EpochMs =>
  recoveredAt ?? closedAt ?? now;

interface Past {
  readonly falls: readonly Incident[];
  readonly suspensions: readonly Span[];
}

/** Shorter ones, as of a restart or an update, are no state of a whole day; its length is told. Chosen. */
const UNSEEN_LEAST = minutes(30);

function dayOf(day: LocalDay, { falls, suspensions }: Past, watch: Watch): HistoryDay {
  const { now, since, unseen } = watch;
  const parts = falls.map((fall) => {
    const end = endOf(fall, now);
    const turned = Math.min(fall.shelteredAt ?? end, end);
    return {
      bare: overlap(day, fall.fellAt, turned),
      sheltered: overlap(day, turned, end),
    };
  });
  const bareMs = parts.reduce((sum, { bare }) => sum + bare, 0);
  const left = parts.some(({ bare, sheltered }) => bare > 0 && sheltered === 0);
  const lengths = {
    downMs: parts.reduce((sum, { sheltered }) => sum + sheltered, bareMs),
    suspendedMs: lengthIn(day, suspensions, now),
    unseenMs: lengthIn(day, unseen, now),
  };
  const isBare = left || bareMs > TURN_TIME;
  return { date: day.date, look: lookOf(lengths, isBare, isWatched(day, since)), ...lengths };
}

function lookOf(
  { downMs, suspendedMs, unseenMs }: Omit<HistoryDay, 'date' | 'look'>,
  isBare: boolean,
  watched: boolean,
): DayLook {
  if (downMs > 0) return isBare ? 'down' : 'sheltered';
  if (suspendedMs > 0) return 'suspended';
  if (!watched) return 'unwatched';
  return unseenMs >= UNSEEN_LEAST ? 'unseen' : 'calm';
}

const lengthIn = (day: LocalDay, spans: readonly Span[], now: EpochMs): number =>
  spans.reduce((sum, { from, until }) => sum + overlap(day, from, until ?? now), 0);

const isWatched = ({ until }: LocalDay, since: EpochMs | null): boolean =>
  since !== null && since < until;

const overlap = (day: LocalDay, from: number, until: number): number =>
  Math.max(0, Math.min(day.until, until) - Math.max(day.from, from));
