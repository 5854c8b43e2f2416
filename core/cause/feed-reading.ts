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

/** Something that a status page holds open now, and that concerns what one has of the company. */
export interface FeedItem {
  readonly kind: 'incident' | 'maintenance';
  /** The page's own words: they may name anybody, and enter no statement. At most 200 characters. */
  readonly title: string;
  readonly since: EpochMs;
}

/** What a company's own status page says now. */
export type FeedReading =
  | {
      readonly kind: 'read';
      readonly open: readonly FeedItem[];
      /** Open items of which the page does not tell whether they concern us: no silence then. */
      readonly unplaced: number;
      /** Since when incidents of other places or products of the company are open. */
      readonly elsewhere: readonly EpochMs[];
    }
  | { readonly kind: 'unknown'; readonly fault: FeedFault; readonly detail: string }
  /** No page is on record. */
  | { readonly kind: 'none' };
