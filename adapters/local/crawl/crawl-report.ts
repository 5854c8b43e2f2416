import type { DatabaseSync } from 'node:sqlite';
import { type OriginMood, originMood, worstMood } from '../../../core/mirror/crawl/origin-mood.ts';
import { between, type EpochMs } from '../../../core/units.ts';
import type { CrawlDesk, CrawlTally } from './crawl-desk.ts';
import type { CrawlReport } from './crawl-request.ts';

/** What a run begins with: its round may have been begun by another. */
export function freshTally(database: DatabaseSync, round: number): CrawlTally {
  const spent = database
    .prepare(
      `SELECT count(*) AS files, count(*) FILTER (WHERE asset = 0) AS pages, sum(size) AS bytes
       FROM address WHERE round = ? AND state = 4 AND (reason IS NULL OR reason NOT IN ('too-far', 'too-many-alike', 'budget'))`,
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
    rendered: 0,
    needScript: 0,
    pagesInFlight: 0,
    logins: 0,
  };
}

/** Chosen: what a person can follow. */
const PROGRESS_EVERY = 250;

/** @returns what is called after each answer */
export function progressOf(desk: CrawlDesk, startedAt: EpochMs): () => void {
  const { onProgress, clock } = desk.request;
  let toldAt = startedAt;
  return () => {
    const now = clock.now();
    if (onProgress === undefined || now - toldAt < PROGRESS_EVERY) return;
    toldAt = now;
    const { pages, assets, known } = desk.frontier.counts();
    const { roundPages, pagesInFlight, requests, bytes } = desk.tally;
    onProgress({
      done: known - pages - assets,
      known,
      pages: roundPages - pagesInFlight,
      knownPages: roundPages - pagesInFlight + pages,
      requests,
      bytes,
      elapsedMs: between(startedAt, now),
      mood: moodOf(desk, now),
    });
  };
}

function moodOf({ lanes, settings }: CrawlDesk, now: EpochMs): OriginMood {
  const moods = [...lanes.values()].map(({ pace, health }) =>
    originMood(pace, health, settings.health, now),
  );
  return worstMood(moods);
}

export function reportOf(desk: CrawlDesk, startedAt: EpochMs, removed: number): CrawlReport {
  const { requests, changed, unchanged, failed, keptOld, bytes } = desk.tally;
  const { rendered, needScript } = desk.tally;
  const { session, scope } = desk.request;
  const { pages, assets } = desk.frontier.counts();
  const ended =
    desk.stop === null ? { kind: 'complete' as const } : { kind: 'stopped' as const, ...desk.stop };
  const elapsedMs = between(startedAt, desk.request.clock.now());
  const counts = { requests, changed, unchanged, failed, removed, keptOld, bytes };
  return {
    ended,
    ...counts,
    waiting: pages + assets,
    resumed: desk.resumed,
    accountUnnamed: session !== undefined && (session.accountNames ?? []).length === 0,
    robotsGrant: scope?.robots ?? null,
    rendered,
    needScript,
    noBrowser: needScript === 0 ? null : desk.browser.missing(),
    elapsedMs,
  };
}
