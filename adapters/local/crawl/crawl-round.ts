import type { DatabaseSync } from 'node:sqlite';
import { transaction } from '../sqlite.ts';
import { crawlMeta } from './crawl-tables.ts';

/** One walk over a site, which may take several runs. */
export interface CrawlRound {
  readonly number: number;
  /** True when an earlier run began it. */
  readonly isResumed: boolean;
  /** True when the rules are not those of the round before. */
  readonly judgesAnew: boolean;
}

/** The number of the round that an earlier run has left unfinished, or null. */
export function unfinishedRound(database: DatabaseSync): number | null {
  const meta = crawlMeta(database);
  return meta.get('open') === '1' ? Number(meta.get('round')) : null;
}

/**
 * Begin a round, or take up the one that was left.
 *
 * @param rules a mark of all that decides what may be fetched: where it changed, what the rounds
 *   before found is judged anew, and a round under other rules is not gone on with
 */
export function openRound(database: DatabaseSync, rules: string): CrawlRound {
  const meta = crawlMeta(database);
  const isSame = meta.get('rules') === rules;
  const number = Number(meta.get('round') ?? 0);
  return transaction(database, () => {
    if (meta.get('open') === '1' && isSame) {
      database.exec('UPDATE address SET state = 2 WHERE state = 3');
      return { number, isResumed: true, judgesAnew: meta.get('anew') === '1' };
    }
    // Rounds are never numbered twice, so that nothing of a round that was given up counts as met.
    database.exec('UPDATE address SET state = 0, tries = 0');
    if (!isSame) database.exec('UPDATE address SET links = NULL; DELETE FROM refused');
    meta.set('round', String(number + 1));
    meta.set('open', '1');
    meta.set('rules', rules);
    meta.set('anew', isSame ? '0' : '1');
    meta.set('seeded', '0');
    return { number: number + 1, isResumed: false, judgesAnew: !isSame };
  });
}

/** End a round: what it has not met is gone from the site. @returns how many lessons and files */
export function closeRound(database: DatabaseSync, number: number): number {
  const meta = crawlMeta(database);
  return transaction(database, () => {
    const gone = database
      .prepare("SELECT count(*) AS n FROM address WHERE round <> ? AND outcome IN ('page', 'file')")
      .get(number);
    database.prepare('DELETE FROM address WHERE round <> ?').run(number);
    database.prepare('DELETE FROM pattern WHERE round <> ?').run(number);
    meta.set('open', '0');
    return Number(gone?.['n']);
  });
}
