import { hash } from 'node:crypto';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { partAsker } from './ask-part.ts';
import { commits } from './commits.ts';
import type { CrawlDesk, LaneDesk } from './crawl-desk.ts';
import { freshTally } from './crawl-report.ts';
import { openRound } from './crawl-round.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import { crawlMeta } from './crawl-tables.ts';
import type { AskFile } from './fetch-robots.ts';
import { frontier } from './frontier.ts';
import { objectPool } from './object-pool.ts';
import type { OpenCrawl } from './open-crawl.ts';
import { results } from './results.ts';
import type { Robots } from './robots.ts';
import { robotsOfHosts } from './robots-of-hosts.ts';

/** How files that serve the crawl itself are asked for. */
export function fileAsker({ request, settings, fetcher }: OpenCrawl): AskFile {
  const pool = objectPool(join(request.folder, 'objects'));
  return {
    fetcher,
    userAgent: settings.userAgent,
    hosts: settings.scope.hosts,
    temporaryPath: () => pool.temporaryPath(),
  };
}

/** Ask what robots may do, and begin a round or take up the one that was left. */
export async function makeDesk(opened: OpenCrawl, ask: AskFile): Promise<CrawlDesk> {
  const { request, settings, database, fetcher, browser } = opened;
  const robots = new Map<string, Robots>();
  const early: LaneDesk = { request, settings, lanes: new Map(), meeting: { robots }, stop: null };
  const isAllowed = await robotsOfHosts(early, robots, database, ask);
  const round = openRound(database, rulesMark(settings, database));
  noteNames(settings, database);
  const found = results(database);
  const { caps, budgets, scope, secureHosts, sameAs } = settings;
  const rules = { round: round.number, judgesAnew: round.judgesAnew, caps, files: budgets.files };
  const line = frontier(database, { ...rules, depth: scope.depth });
  const meeting = { scope, secureHosts, sameAs, frontier: line, results: found };
  const desk: CrawlDesk = {
    request,
    settings,
    database,
    commits: commits(database, (error) => {
      desk.failure ??= { error };
    }),
    frontier: line,
    results: found,
    pool: objectPool(join(request.folder, 'objects')),
    fetcher,
    meeting: { ...meeting, robots },
    browser,
    askPart: (url) => asker(url),
    lanes: early.lanes,
    tally: freshTally(database, round.number),
    resumed: round.isResumed ? settledOf(line.counts()) : 0,
    stop: early.stop ?? (isAllowed ? null : NO_ROBOTS),
    failure: null,
  };
  const asker = partAsker(desk);
  return desk;
}

const NO_ROBOTS = {
  why: 'robots-unavailable',
  detail: 'robots.txt could not be had, so nothing is allowed',
} as const;

const settledOf = (counts: {
  readonly pages: number;
  readonly assets: number;
  readonly known: number;
}): number => counts.known - counts.pages - counts.assets;

/** In which order hosts stand decides what a listing calls their files; the scope, what it shows of them. */
function noteNames({ scope, sameAs }: CrawlSettings, database: DatabaseSync): void {
  const meta = crawlMeta(database);
  const { include, starts, isMember } = scope;
  meta.set('hosts', JSON.stringify(scope.hosts));
  meta.set('shown', JSON.stringify({ include, starts, isMember }));
  meta.set('otherNames', JSON.stringify([...sameAs.keys()]));
}

/** Changes when anything does that decides what may be fetched. */
function rulesMark(settings: CrawlSettings, database: DatabaseSync): string {
  const { scope, sameAs, obeysRobots, caps, linksPerPage, start, sitemaps } = settings;
  const meta = crawlMeta(database);
  const robots = scope.hosts.map((host) => meta.get(`robots ${host}`));
  const all = [scope, [...sameAs], obeysRobots, caps, linksPerPage, start, sitemaps, robots];
  return hash('sha256', JSON.stringify(all));
}
