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
  const { kind, charset } = contentKind(fetched.head.type);
  if (kind !== 'html' || fetched.body.sha === item.sha) {
    return { fetched, page: null };
  }
  const { linksPerPage } = desk.settings;
  const text = decodeText(fetched.body.bytes, charset ?? undefined);
  const page = readPage(text, linksPerPage);
  if (!needsScript(page)) return { fetched, page };
  const html = await rendered(desk, item.url, text);
  if (desk.request.signal?.aborted === true) return { fetched: PAUSED, page: null };
  if (html === null) return { fetched, page };
  return readRendered(desk, item, fetched, html);
}

const PAUSED = { kind: 'failed', reason: 'paused' } as const;

function readRendered(
  desk: CrawlDesk,
  item: Waiting,
  fetched: Extract<Fetched, { kind: 'body' }>,
  html: string,
): ReadAnswer {
  desk.tally.rendered += 1;
  const bytes = Buffer.from(html, 'utf8');
  const sha = sha256(hash('sha256', bytes));
  // What the server says of the empty page says nothing of what its scripts fetch.
  const head = { ...fetched.head, type: 'text/html; charset=utf-8', etag: null, modified: null };
  const body = { kind: 'memory', bytes, sha, size: bytes.length } as const;
  const isNew = sha !== item.sha;
  const page = isNew ? readPage(html, desk.settings.linksPerPage) : null;
  return { fetched: { kind: 'body', head, body }, page };
}

/** A browser that fails costs one page, not the crawl. */
async function rendered(desk: CrawlDesk, url: string, html: string): Promise<string | null> {
  const browser = await desk.browser.get();
  const { userAgent, limits } = desk.settings;
  const page = { url, html, userAgent, maxChars: limits.textBytes, ask: desk.askPart };
  const made = (await browser?.render(page).catch(() => null)) ?? null;
  return made !== null && Buffer.byteLength(made) <= limits.textBytes ? made : null;
}
