import type { Clock, Feeds, FeedSnapshot } from '../../../app/ports.ts';
import { readAwsEvents } from './aws-feed.ts';
import type { FeedParser, FeedSource } from './feed-source.ts';
import { fetchBounded } from './fetch-bounded.ts';
import { type FetchGuard, publicFeeds } from './fetch-guard.ts';
import { readGoogleIncidents } from './google-feed.ts';
import { readRss } from './rss-feed.ts';
import { readStatuspage } from './statuspage-feed.ts';

export interface FeedsOptions {
  /** By the id of the company on record. */
  readonly sources: Readonly<Record<string, FeedSource>>;
  readonly clock: Pick<Clock, 'now'>;
  /** @default addresses of the Internet, over TLS */
  readonly guard?: FetchGuard;
  /** @default 8,000, in real milliseconds; chosen: ten times what public pages take */
  readonly timeoutMs?: number;
  /** @default by the form of the page, see below */
  readonly maxBytes?: number;
}

const PARSERS: Readonly<Record<FeedSource['kind'], FeedParser>> = {
  statuspage: readStatuspage,
  aws: readAwsEvents,
  google: readGoogleIncidents,
  rss: readRss,
};

/** All of a hoster's platforms may fall at once, and its page has enough to do then. Chosen, real. */
const AGAIN_AFTER_MS = 15_000;
const TIMEOUT_MS = 8_000;
const MIB = 1_048_576;
/** Chosen: twice to twenty times what was seen. Google's page has its history. */
const MAX_BYTES: Readonly<Record<FeedSource['kind'], number>> = {
  statuspage: 2 * MIB,
  aws: 4 * MIB,
  google: 8 * MIB,
  rss: 2 * MIB,
};

/**
 * Companies' own status pages over HTTP, each in its form. Whatever fails is unknown with its reason,
 * and never down; nothing is thrown. A page is asked once for all who ask within some seconds.
 */
export function createFeeds(options: FeedsOptions): Feeds {
  const lately = new Map<string, Promise<FeedSnapshot>>();
  return {
    read: async (company) => {
      const source = Object.hasOwn(options.sources, company) ? options.sources[company] : undefined;
      if (source === undefined) return { reading: { kind: 'none' } };
      const known = lately.get(company) ?? readSource(source, options);
      if (!lately.has(company)) {
        lately.set(company, known);
        setTimeout(() => lately.delete(company), AGAIN_AFTER_MS).unref();
      }
      return known;
    },
  };
}

async function readSource(source: FeedSource, options: FeedsOptions): Promise<FeedSnapshot> {
  const { timeoutMs = TIMEOUT_MS, guard = publicFeeds, clock } = options;
  const maxBytes = options.maxBytes ?? MAX_BYTES[source.kind];
  const fetched = await fetchBounded(source.url, { timeoutMs, maxBytes, guard });
  if (fetched.kind === 'failed')
    return { reading: { kind: 'unknown', fault: fetched.fault, detail: fetched.detail } };
  const { status, contentType, bytes } = fetched;
  const fetchedAt = clock.now();
  // What came is evidence of itself, whether it could be read or not.
  const raw = { bytes, from: source.url, fetchedAt, status, contentType };
  if (status !== 200)
    return { reading: { kind: 'unknown', fault: 'refused', detail: `HTTP ${status}` }, raw };
  const reading = PARSERS[source.kind](bytes, source, fetchedAt);
  if (reading !== null) return { reading, raw };
  const detail = `no ${source.kind} (${contentType.slice(0, 100)})`;
  return { reading: { kind: 'unknown', fault: 'not-its-form', detail }, raw };
}
