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
      { cause: error },
    );
  }
}

/**
 * Run `work` as one transaction: all of it, or none.
 *
 * @throws whatever broke it. On a full disk SQLite has undone all by itself, and undoing it again
 *   would only hide why. @see https://sqlite.org/lang_transaction.html section 3
 */
export function transaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
