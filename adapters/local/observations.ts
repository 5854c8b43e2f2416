import type { DatabaseSync } from 'node:sqlite';
import type { Observations } from '../../app/ports.ts';
import { type EpochMs, epochMs, type PlatformId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { openSqlite, transaction } from './sqlite.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS observation (
    platform TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS observation_at ON observation (platform, at);
`;

/** The most that one question gives back: a day of three vantages at ten seconds is 25,920. */
const ROWS_MAX = 30_000;

export type LocalObservations = Observations & {
  /** When any of these platforms was last measured; null = never. */
  latest(platforms: readonly PlatformId[]): EpochMs | null;
  close(): void;
};

/**
 * Every measurement in one SQLite file. A crash may cost the last moments: they are evidence, not
 * decisions, so the disk is not waited for.
 */
export function openObservations(path: string): LocalObservations {
  const database = openSqlite(path);
  database.exec('PRAGMA synchronous = NORMAL');
  database.exec(SCHEMA);
  const insert = database.prepare('INSERT INTO observation (platform, at, body) VALUES (?, ?, ?)');
  const last = database.prepare('SELECT max(at) AS at FROM observation WHERE platform = ?');
  const range = prepareObservationRange(database);
  return {
    add: async (observations) =>
      transaction(database, () => {
        for (const seen of observations) insert.run(seen.platform, seen.at, JSON.stringify(seen));
      }),
    between: async (platform, from, to) => range(platform, from, to),
    latest: (platforms) => {
      const found = platforms.map((platform) => Number(last.get(platform)?.['at'] ?? 0));
      const at = Math.max(0, ...found);
      return at === 0 ? null : epochMs(at);
    },
    close: () => database.close(),
  };
}

/** As {@link Observations} tells of `between`; {@link ROWS_MAX} at most, the earliest. */
export function prepareObservationRange(
  database: DatabaseSync,
): (platform: PlatformId, from: EpochMs, to: EpochMs) => readonly Observation[] {
  const range = database.prepare(
    'SELECT body FROM observation WHERE platform = ? AND at BETWEEN ? AND ? ORDER BY at, rowid LIMIT ?',
  );
  return (platform, from, to) =>
    range
      .all(platform, from, to, ROWS_MAX)
      .map((row) => JSON.parse(String(row['body'])) as Observation);
}
