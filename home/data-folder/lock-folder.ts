import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../core/errors.ts';

export interface FolderLock {
  release(): void;
}

/** Seen in every error of a database that somebody else has locked. @see https://sqlite.org/rescode.html */
const SQLITE_BUSY = 5;

/** Two that come in one instant get in each other's way: each tries again for this long. Chosen. */
const PATIENCE_MS = 100;

/** Kept from the garbage collector, which would close them and give their folders away. */
const held = new Set<DatabaseSync>();

/**
 * Hold a folder for this process.
 *
 * The lock is the system's own, on an empty SQLite file that stays: it goes with the process that
 * holds it, however that ends, and of several that come at once it is given to one. A file with a
 * process number could do neither. The number is in `lock` beside it, for the message.
 *
 * @throws PreauError `data-folder-in-use`, and what the system says when the folder cannot be
 *   written
 */
export function lockFolder(folder: string): FolderLock {
  const holder = join(folder, 'lock');
  const database = new DatabaseSync(join(folder, 'lock.sqlite'), { timeout: PATIENCE_MS });
  try {
    database.exec('BEGIN EXCLUSIVE');
    writeFileSync(holder, `${process.pid}\n`);
  } catch (error) {
    database.close();
    throw isBusy(error) ? inUse(folder, readText(holder).trim()) : error;
  }
  held.add(database);
  return {
    release: () => {
      if (!held.delete(database)) return;
      rmSync(holder, { force: true });
      database.close();
    },
  };
}

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;

const inUse = (folder: string, holder: string): PreauError =>
  new PreauError(
    'data-folder-in-use',
    `expected to be the only Préau on ${folder}, got ${holder === '' ? 'another process' : `process ${holder}`}, which holds it; stop it, or choose another folder with --data`,
    { said: { key: holder === '' ? 'home.taken' : 'home.takenBy', values: { folder, holder } } },
  );

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
