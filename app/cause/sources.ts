import type { CalendarEntry } from '../../core/cause/calendar-entry.ts';
import type { Signal } from '../../core/cause/signal.ts';
import type { FeedRole } from '../../core/cause/signals-from-feed.ts';
import type { Neighbour } from '../../core/cause/signals-from-topology.ts';
import type { Speech } from '../../core/cause/speech.ts';
import type { ZoneDay } from '../../core/cause/zone-day.ts';
import type { DurationMs, EpochMs, PlatformId, Sha256 } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { Feeds, Metrics, RawForm, Traffic } from '../ports.ts';

/** Where the evidence of one incident is looked for. */
export interface Sources {
  readonly feeds: Feeds;
  readonly traffic: Traffic;
  readonly metrics: Metrics;
  readonly observationsOf: (
    platform: PlatformId,
    from: EpochMs,
    to: EpochMs,
  ) => Promise<readonly Observation[]>;
  /**
   * Asks the fallen platform for the page that needs no login, from every vantage, now.
   * @returns empty where none is on record
   */
  readonly askPlainPage: () => Promise<readonly Observation[]>;
  /** All watched services, controls included. */
  readonly neighbours: readonly Neighbour[];
  /** The companies that the fallen platform leans on, by what they are to it. */
  readonly companies: readonly { readonly role: FeedRole; readonly id: string }[];
  readonly calendar: readonly CalendarEntry[];
  /** The day of the fall in the official calendar. @default unknown */
  readonly zones?: readonly ZoneDay[];
  /** Minutes of the local day at which class hours begin. @default none */
  readonly classStarts?: readonly number[];
  readonly speech: Speech;
  /** How long before the first fall of the morning the calm ends. @default 10 minutes, as the knee test */
  readonly calmLeadMs?: DurationMs;
  /** Keeps what signals were read from; null when it may keep no more. */
  readonly keep: (raw: RawForm) => Promise<Sha256 | null>;
}

/** The signals of one source, with what they were read from. */
export interface Collected {
  readonly signals: readonly Signal[];
  readonly raw?: RawForm;
}
