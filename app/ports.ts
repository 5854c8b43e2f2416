import type { TrafficComparison } from '../core/cause/traffic-comparison.ts';
import type { Action } from '../core/incident/action.ts';
import type { AuthorityAnswer } from '../core/incident/event.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import type { Manifest } from '../core/mirror/manifest.ts';
import type { Platform } from '../core/platform.ts';
import type { Contact, School } from '../core/school/school.ts';
import type { DurationMs, EpochMs, PlatformId, Sha256, VantageId } from '../core/units.ts';
import type { Observation } from '../core/watch/observation.ts';
import type { Evidence, Feeds, Metrics } from './cause/ports.ts';
import type { Deliveries, Mail, Sms } from './notices/ports.ts';

/**
 * Everything the outside world does for Préau. Each port has two makings, `adapters/aws` and
 * `adapters/local`, held to one suite: `test/contract`. A port whose second making has not been
 * written yet says so in docs/architecture.md.
 */
export interface Ports {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly outbox: Outbox;
  readonly dns: Dns;
  readonly prober: Prober;
  readonly observations: Observations;
  readonly mail: Mail;
  readonly sms: Sms;
  readonly directory: Directory;
  readonly deliveries: Deliveries;
  readonly mirrors: Mirrors;
  readonly evidence: Evidence;
  readonly pages: Pages;
  readonly feeds: Feeds;
  readonly traffic: Traffic;
  readonly metrics: Metrics;
}

/** Time, at the home's own pace: a rehearsal's minute may last a second. */
export interface Clock {
  now(): EpochMs;
  /** Resolves after `by` of this clock's time, or at once when `signal` aborts. */
  sleep(by: DurationMs, signal?: AbortSignal): Promise<void>;
  /** Real milliseconds that `by` of this clock's time lasts. 1:1 outside rehearsals. */
  real(by: DurationMs): number;
}

export interface Random {
  /** In [0, 1). */
  next(): number;
}

export interface Journal {
  /** @returns the latest entry, or null while empty */
  head(): Promise<JournalEntry | null>;
  /**
   * Append one entry and put its actions in the outbox, both or neither.
   * @throws PreauError `journal-conflict`, retryable, when `entry.seq` is taken
   */
  append(entry: JournalEntry): Promise<void>;
  /** In order of `seq`, from `fromSeq` included. */
  read(fromSeq: number): AsyncIterable<JournalEntry>;
}

export interface OutboxItem {
  readonly action: Action;
  readonly seq: number;
  readonly tries: number;
}

export interface Outbox {
  /** Actions neither done nor waiting for a later try, oldest first. */
  due(now: EpochMs, limit: number): Promise<readonly OutboxItem[]>;
  done(key: string): Promise<void>;
  retryAt(key: string, at: EpochMs, why: string): Promise<void>;
  /** Actions not done, for the report and the console. */
  pending(): Promise<number>;
}

export interface Dns {
  /**
   * False at a plain name server, which answers what was put there: its answers say nothing of an
   * origin's health. Absent: health alone turns them too.
   */
  readonly turnsByHealth?: false;
  /** Put or delete the platform's hold object. Idempotent; does not wait for the checks to see it. */
  setHold(platform: PlatformId, on: boolean): Promise<void>;
  /**
   * Keep visitors at the origin whatever its health says, or end that: for a platform that its owner
   * closed, and for a veto. A hold still wins, and weights still count: a share of 0 belongs to it.
   * Idempotent.
   */
  setStay(platform: PlatformId, on: boolean): Promise<void>;
  /**
   * Set the pair's weights, in one batch for all types of the name. Idempotent.
   *
   * @returns the id of the accepted batch, which the journal keeps: no other batch ever has it
   */
  setShare(platform: PlatformId, mirrorShare: number): Promise<string>;
  /**
   * @throws PreauError `not-found` for a batch that it does not know, or no longer, or that somebody
   *   undid, where that can be told
   */
  changeState(changeId: string): Promise<'pending' | 'insync'>;
  /** Ask every authoritative server for every type the name publishes, `times` each. */
  askAuthorities(platform: PlatformId, times: number): Promise<readonly AuthorityAnswer[]>;
}

export interface ProbeRequest {
  readonly platform: PlatformId;
  readonly vantage: VantageId;
  readonly sourceAddress?: string;
  readonly target: 'origin' | 'mirror';
  /** Resolved at the authority in the DNS stage; its addresses are then connected to. */
  readonly resolve: string;
  /** SNI and Host: the protected name. */
  readonly serverName: string;
  readonly port: number;
  readonly path: string;
  readonly expect?: string;
  readonly slowMs: DurationMs;
  /** For the whole probe, in real milliseconds of the home's clock pace. */
  readonly budgetMs: number;
}

export interface Prober {
  /** Never throws: a failure is an observation. */
  probe(request: ProbeRequest): Promise<Observation>;
}

/** Every measurement, kept for the evidence: what signals are drawn from and a dossier holds. */
export interface Observations {
  add(observations: readonly Observation[]): Promise<void>;
  /** In order of time, both ends included. */
  between(platform: PlatformId, from: EpochMs, to: EpochMs): Promise<readonly Observation[]>;
}

/** Schools and their contacts, as imported. */
export interface Directory {
  schoolsFor(platform: Platform): AsyncIterable<SchoolWithContacts>;
  count(): Promise<{ readonly schools: number; readonly mails: number; readonly mobiles: number }>;
}

export interface SchoolWithContacts {
  readonly school: School;
  readonly contacts: readonly Contact[];
}

export type {
  Deliveries,
  Mail,
  MailMessage,
  MissedDelivery,
  SendResult,
  Settlement,
  Sms,
  SmsMessage,
} from './notices/ports.ts';

/** What was last published to each mirror, as its builder wrote it down. */
export interface Mirrors {
  /**
   * The build that was made last or, when one is named, that build.
   *
   * @returns null before the first build, and for one that is not kept, or that this home cannot read
   */
  manifest(platform: PlatformId, buildId?: string): Promise<Manifest | null>;
}

/** Content-addressed bytes: what `Evidence` keeps its raw forms in. */
export interface Blobs {
  put(bytes: Uint8Array): Promise<Sha256>;
  get(hash: Sha256): Promise<Uint8Array | null>;
}

/** Where the status page is published. */
export interface Pages {
  publish(files: ReadonlyMap<string, string>): Promise<void>;
}

export type { Evidence, Feeds, FeedSnapshot, Metrics, RawForm, RawRecord } from './cause/ports.ts';

/** A traffic summary of an origin's own access log over a window, where the operator shares it. */
export interface Traffic {
  summarise(
    platform: PlatformId,
    window: { readonly from: EpochMs; readonly to: EpochMs },
    baseline: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<TrafficComparison | null>;
}

export type { TrafficComparison };
