import { contentKind, endingOf, saysNothing } from '../../../core/mirror/crawl/content-type.ts';
import { MAX_REDIRECTS } from '../../../core/mirror/crawl/redirect-chain.ts';
import { treatmentOf } from '../../../app/mirror/file-types.ts';
import { maxLessonBytes, SOURCE_LIMITS } from '../lessons/lesson-limits.ts';
import type { CrawlDesk, Lane } from './crawl-desk.ts';
import { type Fetched, fetchAddress, type FetchRequest } from './fetch-address.ts';
import { stayPrivate } from './fetch-robots.ts';
import type { Waiting } from './frontier.ts';
import { noteAnswer } from './lane.ts';
import { ownAddress } from './meet-links.ts';
import { readFetchedPage } from './read-fetched-page.ts';
import { recordAnswer } from './record-answer.ts';

/**
 * Ask for one address and write down what came, in one commit.
 *
 * @throws what the disk says; nothing that the other side does
 */
export async function visit(desk: CrawlDesk, lane: Lane, item: Waiting): Promise<void> {
  const fetched = await fetchItem(desk, item);
  desk.tally.requests += 1;
  noteAnswer(desk, lane, fetched);
  const read = await readFetchedPage(desk, item, fetched);
  if (read.fetched.kind === 'body') await desk.pool.keep(read.fetched.body);
  desk.commits.write(() => recordAnswer(desk, item, read));
  if (fetched.kind === 'body') desk.fetcher.slots.giveBack(fetched.body);
}

/** A redirect of an address to itself, after a cookie was set or a language chosen, is followed. */
async function fetchItem(desk: CrawlDesk, item: Waiting): Promise<Fetched> {
  const key = ownAddress(desk.meeting, item.url, item.url)?.key;
  let url = item.url;
  for (let hops = 0; ; hops += 1) {
    const fetched = await fetchAddress(desk.fetcher, requestFor(desk, item, url));
    if (fetched.kind !== 'redirect' || hops >= MAX_REDIRECTS) return fetched;
    const to = URL.parse(fetched.to, url);
    if (to === null || ownAddress(desk.meeting, to.href, url)?.key !== key) return fetched;
    to.hash = '';
    stayPrivate(url, to);
    url = to.href;
  }
}

function requestFor(desk: CrawlDesk, item: Waiting, url: string): FetchRequest {
  const isPage = item.kind === 'page';
  const hasCopy = item.sha !== null && desk.pool.has(item.sha, item.size);
  return {
    url,
    headers: {
      'user-agent': desk.settings.userAgent,
      accept: isPage ? 'text/html,application/xhtml+xml,*/*;q=0.8' : '*/*',
      // Pictures and documents are packed already.
      'accept-encoding': isPage ? 'gzip, br' : 'identity',
      ...(hasCopy && item.etag !== null ? { 'if-none-match': item.etag } : {}),
      ...(hasCopy && item.modified !== null ? { 'if-modified-since': item.modified } : {}),
    },
    maxBytes: (type) => maxBytes(desk, url, type),
    isText: (type) => contentKind(type).kind === 'html',
    spillPath: desk.pool.temporaryPath(),
  };
}

/** 0 for what the mirror does not show, by its type or, where that says nothing, by its name. */
function maxBytes({ settings: { limits } }: CrawlDesk, url: string, header: string): number {
  const { kind, type } = contentKind(header);
  const name = saysNothing(type) ? new URL(url).pathname : `x.${endingOf(type) ?? ''}`;
  if (kind === 'unknown' && !saysNothing(type)) return 0;
  if (treatmentOf(name).kind === 'leave-out') return 0;
  const { textBytes, fileBytes } = limits;
  return maxLessonBytes(name, { ...SOURCE_LIMITS, textBytes, fileBytes });
}
