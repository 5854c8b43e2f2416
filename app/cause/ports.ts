import type { FeedReading } from '../../core/cause/feed-reading.ts';
import type { MetricsReading } from '../../core/cause/metrics-reading.ts';
import type { EpochMs, IncidentId, PlatformId, Sha256 } from '../../core/units.ts';

/** What a signal was read from, as it came. */
export interface RawForm {
  readonly bytes: Uint8Array;
  /** The address it was fetched from, or the collector that wrote it down, e.g. `probes`. */
  readonly from: string;
  readonly fetchedAt: EpochMs;
  /** The HTTP status, of what was fetched. */
  readonly status?: number;
  readonly contentType?: string;
}

/** What is known of kept bytes beside them. */
export interface RawRecord extends Omit<RawForm, 'bytes'> {
  readonly hash: Sha256;
  readonly sizeBytes: number;
}

/** The raw forms of signals, kept as long as the journal that names their hashes. */
export interface Evidence {
  /**
   * Keep one raw form of an incident. The same bytes twice are one, and their first record stands.
   *
   * @returns the SHA-256 of the bytes once they will outlive a crash; null when the incident has as
   *   many, or as many bytes, as it may, or when these are too long
   */
  keep(incident: IncidentId, raw: RawForm): Promise<Sha256 | null>;
  /** @returns null when these bytes are not there, or are no longer those of their hash */
  read(hash: Sha256): Promise<Uint8Array | null>;
  /** What is kept of one incident, by time of fetching. */
  recordsOf(incident: IncidentId): Promise<readonly RawRecord[]>;
}

/** What a status page said, and the bytes that said it. */
export interface FeedSnapshot {
  readonly reading: FeedReading;
  /** Absent where nothing came. */
  readonly raw?: RawForm;
}

/** Companies' own status pages. A feed that fails is unknown, never down. Never throws. */
export interface Feeds {
  /** @param company its id on record: a hoster, a delivery network, a login */
  read(company: string): Promise<FeedSnapshot>;
}

/** What a platform's metrics said, and the answer that said it. */
export interface MetricsSnapshot {
  readonly reading: MetricsReading;
  /** Absent where nothing came. */
  readonly raw?: RawForm;
}

/** The metrics of a platform's own load balancer and firewall, where their operator lets them be read. */
export interface Metrics {
  /**
   * A minute at a time, over two spans of one length: a fall with the calm before it, and the same
   * hours a week earlier. Never throws: what cannot be read is unknown.
   */
  read(
    platform: PlatformId,
    span: { readonly from: EpochMs; readonly to: EpochMs },
  ): Promise<MetricsSnapshot>;
}
