import type { FeedReading } from '../../../core/cause/feed-reading.ts';
import type { EpochMs } from '../../../core/units.ts';

/** A company's machine-readable status page, and what of it counts. */
export interface FeedSource {
  readonly kind: 'statuspage' | 'aws' | 'google' | 'rss';
  readonly url: string;
  /** Where our machines stand, in the page's words. */
  readonly regions?: readonly string[];
  /** What we have of the company, in the page's words. */
  readonly products?: readonly string[];
  /** It speaks of nothing but what we have of it. */
  readonly wholePage?: true;
}

/**
 * Reads the bytes of one form of feed.
 *
 * @returns null for bytes that are not of this form
 */
export type FeedParser = (
  bytes: Uint8Array,
  source: FeedSource,
  now: EpochMs,
) => Extract<FeedReading, { kind: 'read' }> | null;
