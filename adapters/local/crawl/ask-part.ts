import { MAX_REDIRECTS } from '../../../core/mirror/crawl/redirect-chain.ts';
import type { PagePart } from './browser/page-browser.ts';
import type { CrawlDesk } from './crawl-desk.ts';
import { type Fetched, fetchAddress } from './fetch-address.ts';
import { laneOf, noteAnswer } from './lane.ts';
import { ownAddress, refusal } from './meet-links.ts';
import { takeTurn } from './take-turn.ts';

/** Bytes of one script or answer. Chosen: the largest application looked at comes as 3 MiB. */
const MAX_PART = 8 * 1024 * 1024;
/** Bytes of scripts and style sheets kept for the next pages, which ask for the same. Chosen. */
const MAX_KEPT = 16 * 1024 * 1024;

/**
 * What the scripts of a page may have: only what the crawl itself could ask for, by GET, at the crawl's
 * pace, with the crawl's session. What it says of the host's health counts as any answer.
 */
export function partAsker(desk: CrawlDesk): (url: string) => Promise<PagePart | null> {
  const kept = new Map<string, PagePart>();
  let keptBytes = 0;
  return async (url) => {
    const known = kept.get(url);
    if (known !== undefined) return known;
    const part = await ask(desk, url);
    if (part === null || !/javascript|css/i.test(part.type)) return part;
    keptBytes += part.bytes.length;
    if (keptBytes <= MAX_KEPT) kept.set(url, part);
    return part;
  };
}

async function ask(desk: CrawlDesk, url: string): Promise<PagePart | null> {
  let at = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const address = ownAddress(desk.meeting, at, at);
    if (address === null || refusal(desk.meeting, address, 'asset') !== null) return null;
    const fetched = await fetchPart(desk, address.url);
    if (fetched?.kind === 'body') return partOf(desk, fetched);
    const to = fetched?.kind === 'redirect' ? URL.parse(fetched.to, address.url) : null;
    if (to === null) return null;
    at = to.href;
  }
  return null;
}

async function fetchPart(desk: CrawlDesk, url: string): Promise<Fetched | null> {
  const lane = laneOf(desk, new URL(url).origin);
  if (!(await takeTurn(desk, lane))) return null;
  const fetched = await fetchAddress(desk.fetcher, {
    url,
    headers: {
      'user-agent': desk.settings.userAgent,
      accept: '*/*',
      'accept-encoding': 'identity',
    },
    maxBytes: () => MAX_PART,
    // Never to the disk: it is used at once.
    isText: () => true,
    spillPath: desk.pool.temporaryPath(),
  });
  desk.tally.requests += 1;
  noteAnswer(desk, lane, fetched);
  return fetched;
}

function partOf(
  { fetcher, tally }: CrawlDesk,
  { head, body }: Extract<Fetched, { kind: 'body' }>,
): PagePart | null {
  tally.bytes += body.size;
  tally.roundBytes += body.size;
  if (body.kind === 'file') return null;
  const bytes = Uint8Array.from(body.bytes);
  fetcher.slots.giveBack(body);
  return { type: head.type, bytes };
}
