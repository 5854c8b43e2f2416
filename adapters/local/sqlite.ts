import { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../core/errors.ts';

/**
 * Open one SQLite file for one writer: write-ahead log, every commit on disk before it counts.
 *
 * @throws PreauError `store-unavailable` when the file cannot be opened, with what the system said
 */
export function openSqlite(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { timeout: 5_000 });
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    return database;
  } catch (error) {
    throw new PreauError(
      'store-unavailable',
      `expected to open the database ${path}, got: ${String(error)}; check that the folder exists, is writable and has room`,
      { cause: error, said: { key: 'database.closed', values: { path, why: String(error) } } },
    );
  }
}

/**
 * Run `work` as one transaction: all of it, or none.
 *
 * @throws PreauError `store-unavailable`, retryable, for what passes: a file that another program
 *   keeps locked, a full disk, a disk that fails; else whatever broke it. On a full disk SQLite has
 *   undone all by itself, and undoing it again would only hide why.
 *   @see https://sqlite.org/lang_transaction.html section 3
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  try {
    database.exec('BEGIN IMMEDIATE');
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw passingAsUnavailable(database, error);
  }
}

/** What passes, as PreauError `store-unavailable`, retryable; any other error as it is. */
export const passingAsUnavailable = (database: DatabaseSync, error: unknown): unknown =>
  isPassing(error) ? unavailable(database, error) : error;

/** SQLITE_BUSY, _LOCKED, _IOERR and _FULL. @see https://sqlite.org/rescode.html */
const PASSING: readonly number[] = [5, 6, 10, 13];

/** Of an extended result code the low eight bits are the primary one. */
const isPassing = (error: unknown): boolean =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  PASSING.includes(error.errcode & 0xff);

const unavailable = (database: DatabaseSync, cause: unknown): PreauError =>
  new PreauError(
    'store-unavailable',
    `expected to use the database ${database.location() ?? 'in memory'}, got: ${String(cause)}; end the program that keeps it locked (a backup, a shell), or make room on its disk. It is tried again.`,
    {
      cause,
      retryable: true,
      said: {
        key: 'database.busy',
        values: { path: database.location() ?? ':memory:', why: String(cause) },
      },
    },
  );
