import type { Channel, Delivery } from '../../core/notice/delivery.ts';
import type { DeliverySummary, NoticeContent, Phase } from '../../core/notice/notice.ts';
import type { Wordings } from '../../core/notice/wording.ts';
import type { SchoolCalendar } from '../../core/school/school-calendar.ts';
import { type DurationMs, durationMs, type EpochMs, minutes, seconds } from '../../core/units.ts';
import type { Ports } from '../ports.ts';
import type { Turnstile } from './rate-limit.ts';

/** A run sends on the channels that it has a provider for: both at home, one in each function on AWS. */
export type SendPorts = Pick<Ports, 'deliveries' | 'clock'> & Partial<Pick<Ports, Channel>>;

export const CHANNELS: readonly Channel[] = ['mail', 'sms'];

/** How one channel is driven. */
interface ChannelPace {
  /** The account's quota: one turnstile for all notices, from `rateLimit()`. */
  readonly turnstile: Turnstile;
  /** In flight at once, for one notice. */
  readonly concurrency: number;
  /**
   * Marked `sending` at once. What is marked when the process dies is unknown for an SMS, and
   * then never sent: keep it small there.
   */
  readonly batch: number;
}

/** What sending needs of the configuration and of its caller. */
export interface SendSettings {
  readonly wordings: Wordings;
  /** The zone that notices tell the time in, but for platforms with their own. */
  readonly timeZone: string;
  /** At most 11 letters or digits, no accent: operators replace others. */
  readonly smsSender: string;
  /** Right side of message ids; the sender's own domain. */
  readonly mailDomain: string;
  /** For one recipient, one click, by POST. */
  readonly unsubscribeUrl: (delivery: Delivery) => string;
  /** Where the reader of a mail says that it was read, by POST. Absent: mails do not ask. */
  readonly acknowledgeUrl?: (delivery: Delivery) => string;
  /** Phases whose readers are telephoned unless they say so. @default none */
  readonly calledFor?: readonly Phase[];
  /** When schools have class: an SMS that comes too late in its day waits for it. Absent = every day. */
  readonly calendar?: SchoolCalendar;
  /** SHA-256, lower-case hexadecimal. */
  readonly hash: (text: string) => string;
  readonly mail: ChannelPace;
  readonly sms: ChannelPace;
  /** Earlier notices of the same incident, oldest first, for threading. */
  readonly earlierNotices?: readonly string[];
  /** In [0, 1): spreads tries that were put off together. Absent: each waits its whole time. */
  readonly random?: () => number;
  /**
   * Asked before an SMS that was held back: an outage of the night that is over by morning rings
   * nobody, and of several words that waited for one number only the latest does. Absent = still true.
   */
  readonly stillTrue?: (held: Delivery) => boolean | Promise<boolean>;
  /**
   * More platforms that fell for whoever reads an SMS that was held back, by their short names. Absent =
   * none.
   */
  readonly alsoFallen?: (held: Delivery) => readonly string[] | Promise<readonly string[]>;
  /** A notice's facts as an SMS of it that was held back is to tell them. Absent = as they were. */
  readonly wordedAtLeaving?: (content: NoticeContent, now: EpochMs) => NoticeContent;
  /**
   * A run that would have to wait longer than this for anything to send ends instead, and says when
   * to come again. Absent = it waits.
   */
  readonly patienceMs?: DurationMs;
  readonly onFirstAccepted?: (at: EpochMs) => void | Promise<void>;
  readonly onProgress?: (summary: DeliverySummary) => void | Promise<void>;
  /** A provider that has stopped taking messages, or takes them again (P6). */
  readonly onProvider?: (channel: Channel, up: boolean, detail: string) => void | Promise<void>;
}

/**
 * A delivery that is put off while others are taken is given up after so many tries, as a named
 * task. Chosen: about 2 h.
 */
export const MOST_TRIES = 30;

/**
 * As {@link MOST_TRIES}, while the provider takes nothing of anybody, or names the account as what
 * it waits for: that is no delivery's own failure. Chosen: 26 h of tries of one delivery, three
 * quarters of {@link LONGEST_RETRY} apart on average, since a quota of a day comes back within 24.
 */
export const MOST_PROBES = 420;

/** Between two tries of one delivery; doubled each time up to the longest. Chosen. */
const FIRST_RETRY: DurationMs = seconds(2);
export const LONGEST_RETRY: DurationMs = minutes(5);

/**
 * What a stopped run gives back is not taken again before this: a run that looks meanwhile whether
 * anything is left sees each delivery in one state or the other. Chosen: far above one look.
 */
export const GIVEN_BACK_MS: DurationMs = seconds(1);

/** The ledger is looked at again at least this often. Chosen. */
export const LONGEST_WAIT: DurationMs = minutes(10);

/** SMS that a phone could not take within this long is dropped by the operator. Chosen. */
export const SMS_TTL_SEC = 4 * 3_600;

/**
 * Time before try number `tries` + 1: half of it sure and half of it by chance, so that what failed
 * together does not come back together.
 *
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/ "Equal Jitter"
 */
export const retryDelay = (tries: number, random: () => number = () => 1): DurationMs =>
  durationMs(
    Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** Math.min(tries, 20)) * (0.5 + random() / 2),
  );
