import { rmSync } from 'node:fs';
import { transaction } from '../sqlite.ts';
import { askAtPace } from './ask-at-pace.ts';
import type { CrawlDesk } from './crawl-desk.ts';
import { crawlMeta } from './crawl-tables.ts';
import type { AskFile } from './fetch-robots.ts';
import type { Fetched } from './fetch-address.ts';
import { meetOne, ownAddress } from './meet-links.ts';
import { MAX_SITEMAP_BYTES, readSitemap, type SitemapEntry } from './sitemap.ts';

/** @see https://www.sitemaps.org/protocol.html an index names 50,000; no school has a hundredth. Chosen. */
const MAX_SITEMAPS = 500;
/** Addresses of all sitemaps together. Chosen: ten times the files of any mirror. */
const MAX_SEEDS = 500_000;
/** Of the time of one run, so that pages have most of it. Chosen. */
const SHARE_OF_TIME = 0.25;
/** Entries written down in one commit. */
const BATCH = 1_000;

/** Put the starts and what the sitemaps name into the frontier; once for each round. */
export async function seed(desk: CrawlDesk, ask: AskFile): Promise<void> {
  const meta = crawlMeta(desk.database);
  if (meta.get('seeded') === '1') return;
  for (const url of desk.settings.start) meetSeed(desk, { kind: 'page', url, lastmod: '' });
  await seedSitemaps(desk, ask);
  // One that had to stop begins with them again the next time.
  if (desk.request.signal?.aborted !== true && desk.stop === null) meta.set('seeded', '1');
}

function meetSeed(desk: CrawlDesk, { url, lastmod }: SitemapEntry): void {
  const address = ownAddress(desk.meeting, url, url);
  if (address !== null) meetOne(desk.meeting, address, 'page', { depth: 0, lastmod });
}

async function seedSitemaps(desk: CrawlDesk, ask: AskFile): Promise<void> {
  const queue = [...sitemapsOf(desk)];
  const seen = new Set(queue);
  let left = MAX_SEEDS;
  const { clock } = desk.request;
  const until = clock.now() + desk.settings.budgets.wallMs * SHARE_OF_TIME;
  for (let url = queue.shift(); url !== undefined; url = queue.shift()) {
    await readOne(desk, ask, url, (entry) => {
      if (entry.kind === 'page') return (left -= 1) >= 0;
      if (seen.size < MAX_SITEMAPS && !seen.has(entry.url)) {
        seen.add(entry.url);
        queue.push(entry.url);
      }
      return false;
    });
    if (desk.request.signal?.aborted === true || desk.stop !== null) return;
    const { roundBytes } = desk.tally;
    const [next] = queue;
    if (next === undefined || (clock.now() < until && roundBytes < desk.settings.budgets.bytes))
      continue;
    desk.results.refuse('sitemap-cut-off', next, next);
    return;
  }
}

function sitemapsOf({ settings, meeting }: CrawlDesk): readonly string[] {
  const named = [...meeting.robots.values()].flatMap(({ sitemaps }) => sitemaps);
  const usual = settings.origins.map((origin) => `${origin}/sitemap.xml`);
  return [...new Set([...settings.sitemaps, ...(named.length > 0 ? named : usual)])];
}

async function askSitemap(desk: CrawlDesk, ask: AskFile, url: string): Promise<Fetched | null> {
  const fetched = await askAtPace(desk, ask, url, MAX_SITEMAP_BYTES);
  if (fetched?.kind === 'body') {
    desk.tally.bytes += fetched.body.size;
    desk.tally.roundBytes += fetched.body.size;
  }
  return fetched;
}

async function readOne(
  desk: CrawlDesk,
  ask: AskFile,
  url: string,
  wants: (entry: SitemapEntry) => boolean,
): Promise<void> {
  const address = ownAddress(desk.meeting, url, url);
  if (address === null || !desk.settings.scope.hosts.includes(address.host)) return;
  const fetched = await askSitemap(desk, ask, address.url);
  if (fetched?.kind !== 'body') return;
  const batch: SitemapEntry[] = [];
  const write = (): void =>
    transaction(desk.database, () => {
      for (const entry of batch.splice(0)) meetSeed(desk, entry);
    });
  const isWhole = await readSitemap(fetched.body, (entry) => {
    if (wants(entry)) batch.push(entry);
    if (batch.length >= BATCH) write();
  });
  write();
  if (!isWhole) desk.results.refuse('sitemap-cut-off', address.url, address.url);
  if (fetched.body.kind === 'file') rmSync(fetched.body.path, { force: true });
}
