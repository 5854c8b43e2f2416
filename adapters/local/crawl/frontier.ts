import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { MAX_REDIRECTS } from '../../../core/mirror/crawl/redirect-chain.ts';
import type { CrawlKind } from '../../../core/mirror/crawl/scope.ts';
import { STATE } from './crawl-tables.ts';
import type { FrontierDesk, FrontierRules } from './frontier-desk.ts';
import { frontierStatements } from './frontier-statements.ts';
import { promote } from './promote.ts';

/** An address to be asked for, with what is known of it from before. */
export interface Waiting {
  readonly id: number;
  readonly url: string;
  readonly kind: CrawlKind;
  readonly depth: number;
  readonly hops: number;
  readonly tries: number;
  readonly sha: string | null;
  readonly size: number;
  readonly etag: string | null;
  readonly modified: string | null;
}

/** An address met on a page, in a sitemap or at the end of a redirect. */
export interface Met {
  readonly key: string;
  readonly url: string;
  readonly kind: CrawlKind;
  readonly depth: number;
  /** Redirects in a row that led here. */
  readonly hops?: number;
  /** As the sitemap says; the newest go first. */
  readonly lastmod?: string;
}

/**
 * What is to be fetched in a round, and in which order.
 *
 * Pages go depth by depth: the next depth begins when the one before is settled, in the order of
 * the sitemap's dates and then of addresses. So caps and budgets cut the same pages whatever
 * answered first, and two crawls of one site give one mirror.
 */
export interface Frontier {
  readonly round: number;
  /** @returns its number in a list of links; null when it is not to be fetched at all */
  meet(met: Met, isAllowed: () => boolean): number | null;
  /** Meet again what a page that has not changed linked to: the numbers that `meet` gave. */
  meetAgain(links: readonly number[], depth: number): void;
  /** Let the next depth in. @returns how many pages wait now; 0 when the round is at its end */
  promote(): number;
  /** Pages first, then what they show. Taken ones are nobody else's. */
  take(origin: string, count: number): readonly Waiting[];
  /** Not asked after all, or to be asked again after all others. */
  giveBack(id: number, isRetry: boolean): void;
  /** Where anything waits or has waited in this round; never empty once something did. */
  origins(): ReadonlySet<string>;
  /** Whether so many addresses are known that a new one is not even written down. */
  isFull(): boolean;
  /** Whether anything waits. */
  hasAny(): boolean;
  /** Whether a page of the depths so far waits. */
  hasPages(): boolean;
  counts(): { readonly pages: number; readonly assets: number; readonly known: number };
}

type Row = Record<string, SQLOutputValue>;

/** Chosen: redirects and dead links are addresses too, and a site that invents them has no end. */
const MAX_KNOWN = 4;

export function frontier(database: DatabaseSync, rules: FrontierRules): Frontier {
  const sql = frontierStatements(database);
  const desk: FrontierDesk = { sql, rules, seq: lastSeq(database), known: 0, origins: new Set() };
  desk.known = counts(database, rules.round).known;
  for (const row of sql.origins.all(rules.round)) desk.origins.add(String(row['origin']));
  return {
    round: rules.round,
    meet: (met, isAllowed) => meet(desk, met, isAllowed),
    meetAgain: (links, depth) => meetAgain(desk, links, depth),
    promote: () => promote(desk),
    take: (origin, count) =>
      sql.take
        .all(origin, count)
        .toSorted(inTurn)
        .map((row) => waiting(row)),
    giveBack: (id, isRetry) => void (isRetry ? sql.retry : sql.giveBack).run(id),
    origins: () => desk.origins,
    isFull: () => desk.known >= MAX_KNOWN * rules.files,
    hasAny: () => sql.any.get() !== undefined,
    hasPages: () => [...desk.origins].some((origin) => sql.page.get(origin) !== undefined),
    counts: () => counts(database, rules.round),
  };
}

function meet(desk: FrontierDesk, met: Met, isAllowed: () => boolean): number | null {
  const { sql, rules } = desk;
  if ((met.hops ?? 0) > MAX_REDIRECTS) return null;
  const row = sql.byKey.get(met.key);
  if (row !== undefined && Number(row['round']) === rules.round) {
    // A picture's address that is also linked to as a page must be one that pages may have.
    const isNews = met.kind === 'page' && Number(row['asset']) === 1;
    if (isNews && !isAllowed()) return null;
    return signed(meetKnown(desk, row, met), met.kind);
  }
  if ((row === undefined || rules.judgesAnew) && !isAllowed()) return null;
  if (row !== undefined) return signed(renew(desk, row, met), met.kind);
  const origin = met.key.slice(0, met.key.indexOf('/', 8));
  desk.origins.add(origin);
  desk.known += 1;
  const added = sql.add.get(met.key, met.url, origin, ...placeOf(desk, met));
  return signed(Number(added?.['id']), met.kind);
}

/** In a list of links a picture is below zero: the same address may be both. */
const signed = (id: number, kind: CrawlKind): number => (kind === 'asset' ? -id : id);

type Place = Pick<Met, 'kind' | 'depth' | 'hops' | 'lastmod'>;

/** Pictures wait at once; pages until their depth has come. */
function placeOf(desk: FrontierDesk, { kind, depth, hops = 0, lastmod = '' }: Place) {
  const isAsset = kind === 'asset';
  const state = isAsset ? STATE.waiting : STATE.candidate;
  const seq = isAsset ? (desk.seq += 1) : 0;
  return [Number(isAsset), depth, hops, lastmod, desk.rules.round, state, seq] as const;
}

function renew(desk: FrontierDesk, row: Row, place: Place): number {
  const id = Number(row['id']);
  desk.origins.add(String(row['origin']));
  desk.known += 1;
  desk.sql.renew.run(...placeOf(desk, place), id);
  return id;
}

/** Met in this round already: nearer than thought, or as a page where it was taken for a picture. */
function meetKnown(desk: FrontierDesk, row: Row, met: Pick<Met, 'kind' | 'depth'>): number {
  const { sql } = desk;
  const id = Number(row['id']);
  if (met.kind === 'asset') return id;
  if (Number(row['asset']) === 1) sql.asPage.run(met.depth, id);
  else if (row['state'] === STATE.candidate) sql.nearer.run(met.depth, id, met.depth);
  return id;
}

function meetAgain(desk: FrontierDesk, links: readonly number[], depth: number): void {
  for (const link of links) {
    const row = desk.sql.byId.get(Math.abs(link));
    if (row === undefined) continue;
    const place: Place = { kind: link < 0 ? 'asset' : 'page', depth };
    if (Number(row['round']) === desk.rules.round) meetKnown(desk, row, place);
    else renew(desk, row, place);
  }
}

const inTurn = (a: Row, b: Row): number =>
  Number(a['asset']) - Number(b['asset']) ||
  Number(a['tries']) - Number(b['tries']) ||
  Number(a['seq']) - Number(b['seq']);

const waiting = (row: Row): Waiting => ({
  id: Number(row['id']),
  url: String(row['url']),
  kind: Number(row['asset']) === 1 ? 'asset' : 'page',
  depth: Number(row['depth']),
  hops: Number(row['hops']),
  tries: Number(row['tries']),
  sha: textOf(row['sha']),
  size: Number(row['size']),
  etag: textOf(row['etag']),
  modified: textOf(row['modified']),
});

const textOf = (value: SQLOutputValue | undefined): string | null =>
  typeof value === 'string' ? value : null;

const lastSeq = (database: DatabaseSync): number =>
  Number(database.prepare('SELECT max(seq) AS seq FROM address').get()?.['seq'] ?? 0);

function counts(
  database: DatabaseSync,
  round: number,
): { readonly pages: number; readonly assets: number; readonly known: number } {
  const row = database
    .prepare(
      `SELECT count(*) FILTER (WHERE state IN (1, 2, 3) AND asset = 0) AS pages,
         count(*) FILTER (WHERE state IN (2, 3) AND asset = 1) AS assets,
         count(*) AS known FROM address WHERE round = ?`,
    )
    .get(round);
  return {
    pages: Number(row?.['pages']),
    assets: Number(row?.['assets']),
    known: Number(row?.['known']),
  };
}
