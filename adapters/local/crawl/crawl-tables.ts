import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../../core/errors.ts';
import { openSqlite } from '../sqlite.ts';

/**
 * Where one address stands in a round. An address that is `taken` when the process dies is waiting
 * again at the next start.
 */
export const STATE = {
  /** Known from an earlier round, not yet met in this one. */
  resting: 0,
  /** Met, and its depth has not come yet. */
  candidate: 1,
  waiting: 2,
  taken: 3,
  done: 4,
} as const;

const VERSION = '1';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS address (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL,
    origin TEXT NOT NULL,
    asset INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    hops INTEGER NOT NULL,
    lastmod TEXT NOT NULL,
    round INTEGER NOT NULL,
    state INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    tries INTEGER NOT NULL,
    outcome TEXT,
    reason TEXT,
    type TEXT,
    sha TEXT,
    size INTEGER NOT NULL DEFAULT 0,
    at INTEGER,
    etag TEXT,
    modified TEXT,
    target INTEGER,
    base TEXT,
    bare INTEGER NOT NULL DEFAULT 0,
    links TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS address_queue ON address (origin, asset, tries, seq) WHERE state = 2;
  CREATE INDEX IF NOT EXISTS address_candidates ON address (depth) WHERE state = 1;
  CREATE INDEX IF NOT EXISTS address_sha ON address (sha) WHERE sha IS NOT NULL;
  CREATE TABLE IF NOT EXISTS pattern (
    pattern TEXT PRIMARY KEY,
    round INTEGER NOT NULL,
    n INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS refused (
    reason TEXT NOT NULL,
    pattern TEXT NOT NULL,
    example TEXT NOT NULL,
    n INTEGER NOT NULL,
    PRIMARY KEY (reason, pattern)
  ) STRICT;
  CREATE TABLE IF NOT EXISTS stated (
    sha TEXT NOT NULL,
    charset TEXT NOT NULL,
    rules TEXT NOT NULL,
    rights TEXT NOT NULL,
    PRIMARY KEY (sha, charset)
  ) STRICT, WITHOUT ROWID;
`;

/**
 * Open what a crawl knows. Every answer is one commit: after a kill nothing that was answered is
 * asked again. The disk is not waited for, so that a power cut may cost the last moments, never
 * the whole.
 *
 * @throws PreauError `store-unavailable`; `data-folder-newer` for a folder of a later version
 */
export function openCrawlTables(folder: string): DatabaseSync {
  makeFolder(folder);
  const database = openSqlite(join(folder, 'crawl.sqlite'));
  try {
    // 8 MiB of pages in memory, however large the site is; 16 MiB of log between two waits for the disk.
    database.exec(
      'PRAGMA synchronous = NORMAL; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4096',
    );
    database.exec(SCHEMA);
    refuseNewer(database, folder);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function makeFolder(folder: string): void {
  try {
    // What it lies in may be a mirror's folder, which web servers read; what members see may not.
    mkdirSync(dirname(folder), { recursive: true });
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `expected to make the folder ${folder} for what a crawl fetches, got: ${String(cause)}; choose a folder that can be written`,
      { cause, said: { key: 'visit.folder', values: { folder, why: String(cause) } } },
    );
  }
}

function refuseNewer(database: DatabaseSync, folder: string): void {
  const write = "INSERT OR IGNORE INTO meta VALUES ('version', ?)";
  database.prepare(write).run(VERSION);
  const found = database.prepare("SELECT value FROM meta WHERE name = 'version'").get();
  if (String(found?.['value']) === VERSION) return;
  throw new PreauError(
    'data-folder-newer',
    `expected version ${VERSION} of a crawl's store in ${folder}, got ${String(found?.['value'])}; use the newer Préau, or another folder`,
    {
      said: {
        key: 'visit.newer',
        values: { folder, most: VERSION, version: String(found?.['value']) },
      },
    },
  );
}

/** Small facts of a store that outlive a process. */
export interface CrawlMeta {
  get(name: string): string | null;
  set(name: string, value: string): void;
}

export function crawlMeta(database: DatabaseSync): CrawlMeta {
  const get = database.prepare('SELECT value FROM meta WHERE name = ?');
  const set = database.prepare(
    'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name) => {
      const row = get.get(name);
      return row === undefined ? null : String(row['value']);
    },
    set: (name, value) => void set.run(name, value),
  };
}

/** Hold the store for this process; the lock is the system's and goes with the process. */
export function lockCrawl(folder: string): { release(): void } {
  makeFolder(folder);
  const database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: 100 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    throw new PreauError(
      'data-folder-in-use',
      `expected to be the only crawl in ${folder}, got another one; wait until it ends, or choose another folder`,
      { cause, said: { key: 'visit.taken', values: { folder } } },
    );
  }
  return { release: () => database.close() };
}
