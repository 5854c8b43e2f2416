import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type DurationMs, durationMs } from '../../../core/units.ts';
import type { CrawlDesk } from './crawl-desk.ts';
import type { CrawlRequest } from './crawl-request.ts';
import { unfinishedRound } from './crawl-round.ts';
import { openCrawlTables } from './crawl-tables.ts';
import { fileAsker, makeDesk } from './make-desk.ts';
import { withCrawl } from './open-crawl.ts';
import { seed } from './seed.ts';

/** What a crawl would do, as far as robots.txt and the sitemaps tell. */
export interface CrawlPlan {
  readonly hosts: readonly string[];
  readonly robots: 'read' | 'overridden' | 'unavailable';
  /** Pages that it would begin with: the start, and those of sitemaps that are in scope. */
  readonly firstPages: number;
  /** Of these, what it would not ask for, by reason. */
  readonly refused: { readonly [reason: string]: number };
  /** Of an earlier crawl; null before the first. */
  readonly known: {
    readonly pages: number;
    readonly files: number;
    /** Addresses that a run which did not end has left waiting. */
    readonly waiting: number;
  } | null;
  /** At least: links that nobody has read yet lead to more. */
  readonly requests: number;
  readonly connections: number;
  /** In a second on one host; null where only `connections` bounds it. */
  readonly perSecond: number | null;
  readonly leastMs: DurationMs;
}

/** What one answer takes, where nothing but the connections bounds the pace. Chosen. */
const ANSWER_MS = 300;

/**
 * Ask for robots.txt and the sitemaps and for nothing else, and leave the store as it is.
 *
 * @throws PreauError as `crawlSite`, but for the log-in, which is not tried
 */
export async function planCrawl(request: CrawlRequest): Promise<CrawlPlan> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-plan-'));
  try {
    const known = readKnown(request.folder);
    return await withCrawl({ ...request, folder }, async (opened) => {
      const ask = fileAsker(opened);
      const desk = await makeDesk(opened, ask);
      if (desk.stop === null) await seed(desk, ask);
      return planOf(desk, known);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function planOf(desk: CrawlDesk, known: CrawlPlan['known']): CrawlPlan {
  const { settings, database, frontier } = desk;
  const isUnavailable = desk.stop?.why === 'robots-unavailable';
  const firstPages = frontier.counts().known;
  const requests = isUnavailable
    ? 0
    : Math.max(firstPages, known === null ? 0 : known.pages + known.files);
  const perSecond = rateOf(desk);
  const between = perSecond === null ? ANSWER_MS / settings.concurrency : 1_000 / perSecond;
  return {
    hosts: settings.scope.hosts,
    robots: isUnavailable ? 'unavailable' : settings.obeysRobots ? 'read' : 'overridden',
    firstPages,
    refused: refusedOf(database),
    known,
    requests,
    connections: settings.concurrency,
    perSecond,
    leastMs: durationMs(Math.round(requests * between)),
  };
}

/** The narrower of what the recipe and robots.txt allow; a delay also means one at a time. */
function rateOf({ settings, meeting }: CrawlDesk): number | null {
  const [host = ''] = settings.scope.hosts;
  const delayMs = meeting.robots.get(host)?.crawlDelayMs ?? 0;
  const rates = [settings.perSecond ?? 0, delayMs > 0 ? 1_000 / delayMs : 0].filter(Boolean);
  return rates.length === 0 ? null : Math.min(...rates);
}

function refusedOf(database: DatabaseSync): CrawlPlan['refused'] {
  const rows = database
    .prepare('SELECT reason, sum(n) AS n FROM refused GROUP BY reason ORDER BY reason')
    .all();
  return Object.fromEntries(rows.map((row) => [String(row['reason']), Number(row['n'])]));
}

function readKnown(folder: string): CrawlPlan['known'] {
  if (!existsSync(join(folder, 'crawl.sqlite'))) return null;
  const database = openCrawlTables(folder);
  try {
    const row = database
      .prepare(
        `SELECT count(*) FILTER (WHERE outcome = 'page') AS pages, count(*) FILTER (WHERE outcome = 'file') AS files,
           count(*) FILTER (WHERE state IN (1, 2, 3)) AS waiting FROM address`,
      )
      .get();
    const waiting = unfinishedRound(database) === null ? 0 : Number(row?.['waiting']);
    return { pages: Number(row?.['pages']), files: Number(row?.['files']), waiting };
  } finally {
    database.close();
  }
}
