import { hash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Agent } from 'undici';
import { PreauError } from '../../../core/errors.ts';
import { seconds } from '../../../core/units.ts';
import { bodySlots } from './body-sink.ts';
import { commits } from './commits.ts';
import { crawlCookies } from './cookies.ts';
import type { CrawlDesk } from './crawl-desk.ts';
import { freshTally, progressOf, reportOf } from './crawl-report.ts';
import type { CrawlReport, CrawlRequest } from './crawl-request.ts';
import { closeRound, openRound } from './crawl-round.ts';
import { type CrawlSettings, crawlSettings } from './crawl-settings.ts';
import { crawlMeta, lockCrawl, openCrawlTables } from './crawl-tables.ts';
import type { Fetcher } from './fetch-address.ts';
import { frontier } from './frontier.ts';
import { logIn } from './log-in.ts';
import { objectPool } from './object-pool.ts';
import { guardedConnector } from './reach.ts';
import { results } from './results.ts';
import { robotsOfHosts } from './robots-of-hosts.ts';
import { runCrawl } from './run-crawl.ts';
import { seed } from './seed.ts';

/**
 * Fetch a site into its store, or go on where the last run stopped: killed at any instant, nothing
 * that was answered is asked again.
 *
 * The origin comes first. It is asked as its robots.txt and the owner want, less where it slows
 * down, and not at all once it is unwell; then the report says why, and the next run goes on.
 *
 * @throws PreauError `argument-invalid` for a start that is none; `mirror-source-unreadable` when
 *   the log-in is refused or the host is off limits; `data-folder-in-use`, `data-folder-newer` and
 *   `store-unavailable` as the disk has it
 */
export async function crawlSite(request: CrawlRequest): Promise<CrawlReport> {
  const settings = crawlSettings(request);
  if (request.signal !== undefined) setMaxListeners(0, request.signal);
  const lock = lockCrawl(request.folder);
  try {
    const database = openCrawlTables(request.folder);
    const fetcher = fetcherFor(request, settings);
    try {
      return await crawl(request, settings, database, fetcher).catch(storeError);
    } finally {
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
    addresses: request.addresses ?? {},
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

async function crawl(
  request: CrawlRequest,
  settings: CrawlSettings,
  database: DatabaseSync,
  fetcher: Fetcher,
): Promise<CrawlReport> {
  const startedAt = request.clock.now();
  const pool = objectPool(join(request.folder, 'objects'));
  const { userAgent } = settings;
  const ask = {
    fetcher,
    userAgent,
    hosts: settings.scope.hosts,
    temporaryPath: () => pool.temporaryPath(),
  };
  if (request.session?.login !== undefined) {
    await logIn(fetcher, request.session.login, {
      origins: settings.origins,
      userAgent,
      spillPath: pool.temporaryPath(),
    });
  }
  const robots = await robotsOfHosts(settings, database, ask);
  const round = openRound(database, rulesMark(settings, database));
  // In which order they stand decides what a listing calls their files.
  crawlMeta(database).set('hosts', JSON.stringify(settings.scope.hosts));
  const found = results(database);
  const { caps, budgets } = settings;
  const rules = { round: round.number, judgesAnew: round.judgesAnew, caps, files: budgets.files };
  const line = frontier(database, { ...rules, depth: settings.scope.depth });
  const { scope, secureHosts } = settings;
  const desk: CrawlDesk = {
    request,
    settings,
    database,
    commits: commits(database, (error) => {
      desk.failure ??= { error };
    }),
    frontier: line,
    results: found,
    pool,
    fetcher,
    meeting: { scope, secureHosts, robots: robots ?? new Map(), frontier: line, results: found },
    lanes: new Map(),
    tally: freshTally(database, round.number),
    stop:
      robots === null
        ? {
            why: 'robots-unavailable',
            detail: 'robots.txt could not be had, so nothing is allowed',
          }
        : null,
    failure: null,
  };
  if (desk.stop === null) await seed(desk, ask);
  const isComplete = await runCrawl(desk, startedAt, progressOf(desk, startedAt));
  const notMet = isComplete ? closeRound(database, round.number) : 0;
  if (isComplete) pool.sweep((sha) => found.isNeeded(sha));
  return reportOf(desk, startedAt, notMet + desk.tally.gone);
}

/** Changes when anything does that decides what may be fetched. */
function rulesMark(settings: CrawlSettings, database: DatabaseSync): string {
  const { scope, obeysRobots, caps, linksPerPage, start, sitemaps } = settings;
  const meta = crawlMeta(database);
  const robots = scope.hosts.map((host) => meta.get(`robots ${host}`));
  const all = [scope, obeysRobots, caps, linksPerPage, start, sitemaps, robots];
  return hash('sha256', JSON.stringify(all));
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
    { cause, retryable: true },
  );
}
