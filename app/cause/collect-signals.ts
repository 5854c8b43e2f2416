import type { CalendarEntry } from '../../core/cause/calendar-entry.ts';
import type { Signal } from '../../core/cause/signal.ts';
import { signalsFromCalendar } from '../../core/cause/signals-from-calendar.ts';
import { signalsFromFeed } from '../../core/cause/signals-from-feed.ts';
import { signalsFromProbes } from '../../core/cause/signals-from-probes.ts';
import { type Neighbour, signalsFromTopology } from '../../core/cause/signals-from-topology.ts';
import { signalsFromTraffic } from '../../core/cause/signals-from-traffic.ts';
import type { Speech } from '../../core/cause/speech.ts';
import { PreauError } from '../../core/errors.ts';
import {
  type DurationMs,
  type EpochMs,
  epochMs,
  hours,
  minutes,
  type PlatformId,
} from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { Feeds, Traffic } from '../ports.ts';

/** Where the evidence of one incident is looked for. */
export interface Sources {
  readonly feeds: Feeds;
  readonly traffic: Traffic;
  readonly observationsOf: (
    platform: PlatformId,
    from: EpochMs,
    to: EpochMs,
  ) => Promise<readonly Observation[]>;
  /** All watched services, controls included. */
  readonly neighbours: readonly Neighbour[];
  readonly calendar: readonly CalendarEntry[];
  readonly speech: Speech;
  /** How long before the first fall of the morning the calm ends. @default 10 minutes, as the knee test */
  readonly calmLeadMs?: DurationMs;
}

export interface Fall {
  readonly platform: PlatformId;
  readonly fellAt: EpochMs;
  /** Now: every signal carries this instant, so that a later collection replaces it. */
  readonly at: EpochMs;
}

/** The calm that a morning is compared with; chosen, the same hour of other days being better. */
const CALM_MS = hours(1);
/**
 * Traffic is read from shortly before the fall for as long as the cause shows. Once visitors are
 * sheltered the log falls silent and thins the rise: at 15 minutes an overload by eight looked like
 * one by two (rehearsed); chosen.
 */
const TRAFFIC_BEFORE_MS = minutes(2);
const TRAFFIC_AFTER_MS = minutes(5);
/** Falls this near make one morning: the calm ends before the first of them; chosen. */
const MORNING_MS = hours(2);

/**
 * Gather what is known of one fall. A source that fails gives no signal: silence about a source
 * is never evidence. Never throws an expected failure.
 */
export async function collectSignals(fall: Fall, sources: Sources): Promise<readonly Signal[]> {
  const { speech, neighbours, calendar } = sources;
  const calmUntil = endOfCalm(fall, sources);
  const [probes, traffic, feed] = await Promise.all([
    fromProbes(fall, calmUntil, sources),
    fromTraffic(fall, calmUntil, sources),
    fromFeed(fall, sources),
  ]);
  return [
    ...probes,
    ...signalsFromTopology({ ...fall, neighbours, speech }),
    ...traffic,
    ...signalsFromCalendar({ ...fall, entries: calendar, speech }),
    ...feed,
  ];
}

/** A platform that falls half an hour after its neighbours was under the same morning's crowd. */
function endOfCalm({ fellAt }: Fall, { neighbours, calmLeadMs }: Sources): EpochMs {
  const falls = neighbours
    .map((one) => one.fellAt)
    .filter((at) => at !== null && at >= fellAt - MORNING_MS);
  return epochMs(Math.min(fellAt, ...falls.map(Number)) - (calmLeadMs ?? minutes(10)));
}

async function fromProbes(
  { platform, fellAt, at }: Fall,
  calmUntil: EpochMs,
  { observationsOf, speech }: Sources,
): Promise<readonly Signal[]> {
  const observations = await observationsOf(platform, epochMs(calmUntil - CALM_MS), at);
  return signalsFromProbes({ at, fellAt, calmUntil, observations, speech });
}

async function fromTraffic(
  { platform, fellAt, at }: Fall,
  calmUntil: EpochMs,
  { traffic, speech }: Sources,
): Promise<readonly Signal[]> {
  const window = {
    from: epochMs(fellAt - TRAFFIC_BEFORE_MS),
    to: epochMs(Math.min(at, fellAt + TRAFFIC_AFTER_MS)),
  };
  const baseline = { from: epochMs(calmUntil - CALM_MS), to: calmUntil };
  const comparison = await orNull(traffic.summarise(platform, window, baseline));
  return comparison === null ? [] : signalsFromTraffic({ at, traffic: comparison, speech });
}

async function fromFeed(
  { platform, fellAt, at }: Fall,
  { feeds, neighbours, speech }: Sources,
): Promise<readonly Signal[]> {
  const hoster = neighbours.find((one) => one.platform === platform)?.hoster ?? 'unknown';
  if (hoster === 'unknown') return [];
  const feed = await orNull(feeds.read(hoster));
  return feed === null ? [] : signalsFromFeed({ at, fellAt, feed, speech });
}

async function orNull<Value>(reading: Promise<Value>): Promise<Value | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}
