import type { EpochMs } from '../units.ts';

/** Why a company's own status page says nothing. Never a word on whether the company is up. */
export type FeedFault =
  /** Its address, or what its name resolves to, is none that may be asked. */
  | 'address-refused'
  | 'unreachable'
  | 'too-slow'
  | 'too-long'
  /** An HTTP status other than 200, a redirect too. */
  | 'refused'
  /** A page, or another kind of feed than the configuration says. */
  | 'not-its-form';

/** Something that a status page holds open, or tells of. */
export interface FeedItem {
  readonly kind: 'incident' | 'maintenance';
  /** The page's own words: they may name anybody, and enter no statement. At most 200 characters. */
  readonly title: string;
  readonly since: EpochMs;
  /** Absent while it is open. */
  readonly endedAt?: EpochMs;
  /** Its places and products in the page's own words, at most 200 characters; absent where it tells none. */
  readonly where?: string;
}

/** What a company's own status page says now. */
export type FeedReading =
  | {
      readonly kind: 'read';
      /** What concerns what one has of the company. */
      readonly open: readonly FeedItem[];
      /** Incidents of ours that are over, as far as the page keeps them. */
      readonly past: readonly FeedItem[];
      /** Of which the page does not tell whether they concern us: no silence then. */
      readonly unplaced: readonly FeedItem[];
      /** Of other places or products of the company. */
      readonly elsewhere: readonly FeedItem[];
      /** Items that could not be read, of a page whose others could: no silence then. */
      readonly skipped: number;
    }
  | { readonly kind: 'unknown'; readonly fault: FeedFault; readonly detail: string }
  /** No page is on record. */
  | { readonly kind: 'none' };
