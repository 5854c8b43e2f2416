import { setMaxListeners } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import Agent from 'undici/lib/dispatcher/agent.js';
import { PreauError } from '../../../core/errors.ts';
import { seconds } from '../../../core/units.ts';
import { bodySlots } from './body-sink.ts';
import { crawlCookies } from './cookies.ts';
import { type CrawlBrowser, crawlBrowser } from './crawl-browser.ts';
import type { CrawlRequest } from './crawl-request.ts';
import { type CrawlSettings, crawlSettings } from './crawl-settings.ts';
import { lockCrawl, openCrawlTables } from './crawl-tables.ts';
import type { Fetcher } from './fetch-address.ts';
import { guardedConnector } from './reach.ts';

/** A crawl's store, its connections and its browser, while it has them. */
export interface OpenCrawl {
  readonly request: CrawlRequest;
  readonly settings: CrawlSettings;
  readonly database: DatabaseSync;
  readonly fetcher: Fetcher;
  readonly browser: CrawlBrowser;
}

/**
 * Hold the store for one crawl, and give all back after it, whatever came of it.
 *
 * @throws PreauError as `crawlSite`
 */
export async function withCrawl<T>(
  request: CrawlRequest,
  work: (opened: OpenCrawl) => Promise<T>,
): Promise<T> {
  const settings = crawlSettings(request);
  if (request.signal !== undefined) setMaxListeners(0, request.signal);
  const lock = lockCrawl(request.folder);
  try {
    const database = openCrawlTables(request.folder);
    const fetcher = fetcherFor(request, settings);
    const browser = crawlBrowser(request.openBrowser);
    // A pause waits for no page to be made.
    request.signal?.addEventListener('abort', () => void browser.close(), { once: true });
    try {
      return await work({ request, settings, database, fetcher, browser }).catch(storeError);
    } finally {
      await browser.close();
      await fetcher.dispatcher.destroy();
      database.close();
    }
  } finally {
    lock.release();
  }
}

function fetcherFor(request: CrawlRequest, settings: CrawlSettings): Fetcher {
  const { clock, session, signal, ca } = request;
  const rules = {
    allowLoopback: request.allowLoopback ?? false,
    privateHosts: request.privateHosts ?? [],
    pinned: request.pinned ?? {},
  };
  const dispatcher = new Agent({
    connect: guardedConnector(rules, { timeoutMs: settings.limits.connectMs, ca }),
    connections: settings.concurrency,
    pipelining: 1,
    keepAliveTimeout: seconds(30),
  });
  const given = { headers: session?.headers ?? {}, cookie: session?.cookie ?? '' };
  const cookies = crawlCookies(given, settings.origins);
  const stopwatch = (): number => clock.now();
  return { dispatcher, limits: settings.limits, cookies, slots: bodySlots(), stopwatch, signal };
}

/** What the system or SQLite says of the store; anything else is a fault of ours. */
function storeError(cause: unknown): never {
  const isStore =
    cause instanceof Error &&
    !(cause instanceof PreauError) &&
    ('syscall' in cause || 'errcode' in cause);
  if (!isStore) throw cause;
  throw new PreauError(
    'store-unavailable',
    `expected room for what the crawl fetches, got: ${String(cause)}; make room, and start it again: it goes on where it stopped`,
    { cause, retryable: true, said: { key: 'visit.noRoom', values: { why: String(cause) } } },
  );
}
