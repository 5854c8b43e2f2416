import { hash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Agent } from 'undici';
import { PreauError } from '../../../core/errors.ts';
import { between, type EpochMs, seconds } from '../../../core/units.ts';
import { bodySlots } from './body-sink.ts';
import { commits } from './commits.ts';
import { crawlCookies } from './cookies.ts';
import type { CrawlDesk, CrawlTally } from './crawl-desk.ts';
import type { CrawlReport, CrawlRequest } from './crawl-request.ts';
import { closeRound, openRound, unfinishedRound } from './crawl-round.ts';
import { type CrawlSettings, crawlSettings } from './crawl-settings.ts';
import { crawlMeta, lockCrawl, openCrawlTables } from './crawl-tables.ts';
import type { Fetcher } from './fetch-address.ts';
import { type AskFile, fetchRobots } from './fetch-robots.ts';
import { frontier } from './frontier.ts';
import { logIn } from './log-in.ts';
import { objectPool } from './object-pool.ts';
import { guardedConnector } from './reach.ts';
import { results } from './results.ts';
import { readRobots, type Robots } from './robots.ts';
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
      return await crawl(request, settings, database, fetcher);
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
  const robots = await robotsOf(settings, database, ask);
  const round = openRound(database, rulesMark(settings, database));
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
  const isComplete = await runCrawl(desk, startedAt, progressOf(desk, startedAt)).catch(diskError);
  const notMet = isComplete ? closeRound(database, round.number) : 0;
  if (isComplete) pool.sweep((sha) => found.isNeeded(sha));
  return reportOf(desk, startedAt, notMet + desk.tally.gone);
}

/** @returns null when the first host could not say what it allows */
async function robotsOf(
  settings: CrawlSettings,
  database: DatabaseSync,
  ask: AskFile,
): Promise<ReadonlyMap<string, Robots> | null> {
  const meta = crawlMeta(database);
  const isResumed = unfinishedRound(database) !== null;
  const robots = new Map<string, Robots>();
  for (const [index, host] of settings.scope.hosts.entries()) {
    const origin = `${settings.secureHosts.has(host) ? 'https' : protocolOf(settings, host)}://${host}`;
    const kept = isResumed ? meta.get(`robots ${host}`) : null;
    let text = kept ?? (await fetchRobots(ask, origin));
    if (text === null && index === 0 && settings.obeysRobots) return null;
    text ??= 'User-agent: *\nDisallow: /';
    meta.set(`robots ${host}`, text);
    const read = readRobots(origin, text);
    // The owner's word stands above it; how fast it asks to be read still counts.
    robots.set(host, settings.obeysRobots ? read : { ...read, isAllowed: () => true });
  }
  return robots;
}

const protocolOf = ({ start, origins }: CrawlSettings, host: string): string => {
  const own = origins.find((origin) => new URL(origin).host === host) ?? start[0] ?? '';
  return own.startsWith('https:') ? 'https' : 'http';
};

/** Changes when anything does that decides what may be fetched. */
function rulesMark(settings: CrawlSettings, database: DatabaseSync): string {
  const { scope, obeysRobots, caps, linksPerPage, start, sitemaps } = settings;
  const meta = crawlMeta(database);
  const robots = scope.hosts.map((host) => meta.get(`robots ${host}`));
  meta.set('hosts', JSON.stringify(scope.hosts));
  const all = [scope, obeysRobots, caps, linksPerPage, start, sitemaps, robots];
  return hash('sha256', JSON.stringify(all));
}

function freshTally(database: DatabaseSync, round: number): CrawlTally {
  const spent = database
    .prepare(
      `SELECT count(*) AS files, count(*) FILTER (WHERE asset = 0) AS pages, sum(size) AS bytes
       FROM address WHERE round = ? AND state = 4 AND (reason IS NULL OR reason NOT IN ('too-far', 'too-many-alike'))`,
    )
    .get(round);
  return {
    roundPages: Number(spent?.['pages']),
    roundFiles: Number(spent?.['files']),
    roundBytes: Number(spent?.['bytes'] ?? 0),
    requests: 0,
    changed: 0,
    unchanged: 0,
    failed: 0,
    keptOld: 0,
    gone: 0,
    bytes: 0,
    pagesInFlight: 0,
    logins: 0,
  };
}

/** Chosen: what a person can follow. */
const PROGRESS_EVERY = 250;

function progressOf(desk: CrawlDesk, startedAt: EpochMs): () => void {
  const { onProgress, clock } = desk.request;
  let toldAt = startedAt;
  return () => {
    const now = clock.now();
    if (onProgress === undefined || now - toldAt < PROGRESS_EVERY) return;
    toldAt = now;
    const { pages, assets, known } = desk.frontier.counts();
    const elapsedMs = between(startedAt, now);
    onProgress({ done: known - pages - assets, known, bytes: desk.tally.bytes, elapsedMs });
  };
}

function diskError(cause: unknown): never {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const isDisk =
    /^(ENOSPC|EDQUOT|EROFS|EIO|EACCES|ENOENT)$/.test(code) ||
    /database or disk is full/.test(String(cause));
  if (!isDisk) throw cause;
  throw new PreauError(
    'store-unavailable',
    `expected room for what the crawl fetches, got: ${String(cause)}; make room, and start it again: it goes on where it stopped`,
    { cause, retryable: true },
  );
}

function reportOf(desk: CrawlDesk, startedAt: EpochMs, removed: number): CrawlReport {
  const { requests, changed, unchanged, failed, keptOld, bytes } = desk.tally;
  const { pages, assets } = desk.frontier.counts();
  const ended =
    desk.stop === null ? { kind: 'complete' as const } : { kind: 'stopped' as const, ...desk.stop };
  const elapsedMs = between(startedAt, desk.request.clock.now());
  const counts = { requests, changed, unchanged, failed, removed, keptOld, bytes };
  return { ended, ...counts, waiting: pages + assets, elapsedMs };
}
