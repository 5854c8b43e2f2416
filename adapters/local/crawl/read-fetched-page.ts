import { hash } from 'node:crypto';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import { contentKind } from '../../../core/mirror/crawl/content-type.ts';
import { needsScript } from '../../../core/mirror/crawl/login-page.ts';
import { sha256 } from '../../../core/units.ts';
import type { CrawlDesk } from './crawl-desk.ts';
import type { Fetched } from './fetch-address.ts';
import type { Waiting } from './frontier.ts';
import { type ReadPage, readPage } from './read-page.ts';

/** An answer, and what it says where it is a page. */
export interface ReadAnswer {
  readonly fetched: Fetched;
  readonly page: ReadPage | null;
}

/**
 * Read an answer that is a page; one that its scripts make is rendered first, where somebody can.
 * What is not new is not read again.
 */
export async function readFetchedPage(
  desk: CrawlDesk,
  item: Waiting,
  fetched: Fetched,
): Promise<ReadAnswer> {
  if (fetched.kind !== 'body' || fetched.body.kind !== 'memory') return { fetched, page: null };
  if (contentKind(fetched.head.type).kind !== 'html' || fetched.body.sha === item.sha) {
    return { fetched, page: null };
  }
  const { linksPerPage } = desk.settings;
  const page = readPage(decodeText(fetched.body.bytes), linksPerPage);
  const html = needsScript(page) ? await rendered(desk, item.url) : null;
  if (html === null) return { fetched, page };
  const bytes = Buffer.from(html, 'utf8');
  const sha = sha256(hash('sha256', bytes));
  const body = { kind: 'memory', bytes, sha, size: bytes.length } as const;
  return { fetched: { ...fetched, body }, page: readPage(html, linksPerPage) };
}

/** A browser that fails costs one page, not the crawl. */
async function rendered({ request, settings }: CrawlDesk, url: string): Promise<string | null> {
  if (request.render === undefined) return null;
  const html = await request.render(url).catch(() => null);
  return html !== null && Buffer.byteLength(html) <= settings.limits.textBytes ? html : null;
}
