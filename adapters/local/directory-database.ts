import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../core/errors.ts';

/** Raised by one with every change of the tables below. */
export const DIRECTORY_VERSION = 2;

const SCHOOL_1 = `
  CREATE TABLE school (
    uai TEXT PRIMARY KEY,
    department TEXT NOT NULL,
    -- The School as JSON: read whole or not at all.
    school TEXT NOT NULL,
    -- A digest of the school, its mails and its numbers: what "changed" is told by.
    digest TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX school_department ON school (department, gone);
`;

/** Since version 2 rows lie in the order of their keys, and only lists of people have an index. */
const REACH_2 = `
  CREATE TABLE contact (
    uai TEXT NOT NULL,
    -- Empty for the ministry's directory, else the file name of the opt-in list.
    list TEXT NOT NULL,
    role TEXT NOT NULL,
    channel TEXT NOT NULL,
    address TEXT NOT NULL,
    language TEXT NOT NULL,
    PRIMARY KEY (uai, list, role, channel, address)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX contact_list ON contact (list) WHERE list <> '';
  CREATE TABLE phone (
    uai TEXT NOT NULL,
    number TEXT NOT NULL,
    line TEXT NOT NULL,
    PRIMARY KEY (uai, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE attachment (
    uai TEXT NOT NULL,
    -- The file name of the table.
    list TEXT NOT NULL,
    platform TEXT NOT NULL,
    PRIMARY KEY (uai, list, platform)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX attachment_list ON attachment (list);
  PRAGMA user_version = ${DIRECTORY_VERSION};
`;

const FROM_1 = `
  ALTER TABLE contact RENAME TO contact_1;
  ALTER TABLE phone RENAME TO phone_1;
  DROP INDEX contact_list;
  ${REACH_2}
  INSERT INTO contact (uai, list, role, channel, address, language)
    SELECT uai, list, role, channel, address, language FROM contact_1;
  INSERT INTO phone (uai, number, line) SELECT uai, number, line FROM phone_1;
  DROP TABLE contact_1;
  DROP TABLE phone_1;
`;

/**
 * Open the directory's database, and make it when there is none. It holds personal numbers: only
 * its owner may read it.
 *
 * @param path a file, or `:memory:`
 * @param named what errors call it: of a copy, the original
 * @throws PreauError `data-folder-newer` when a later Préau wrote it, which leaves it untouched;
 *   `store-unavailable` when it cannot be opened or is no database
 */
export function openDirectoryDatabase(path: string, named = path): DatabaseSync {
  try {
    if (path !== ':memory:') createPrivate(path);
    return prepare(named, new DatabaseSync(path));
  } catch (cause) {
    if (cause instanceof PreauError) throw cause;
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'store-unavailable',
      `${named}: expected the directory's database, got: ${why}. Check the folder's rights and free space; a damaged file can be moved away and the schools imported again.`,
      { cause, said: { key: 'directory.closed', values: { path: named, why } } },
    );
  }
}

/** Make the tables, or those of this version out of older ones, unless another opener just did. */
function bringUp(path: string, database: DatabaseSync): void {
  database.exec('BEGIN IMMEDIATE');
  // Only now does nobody else write: what was read before may be another version by now.
  const version = versionOf(path, database);
  if (version === 0) database.exec(SCHOOL_1 + REACH_2);
  if (version === 1) database.exec(FROM_1);
  database.exec('COMMIT');
}

/** @throws PreauError `data-folder-newer` */
function versionOf(path: string, database: DatabaseSync): number {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (version <= DIRECTORY_VERSION) return version;
  throw new PreauError(
    'data-folder-newer',
    `${path}: expected a directory of version ${DIRECTORY_VERSION} or older, got version ${version}. A newer Préau wrote it: use that one, or another data folder. Nothing was changed.`,
    { said: { key: 'directory.newer', values: { path, most: DIRECTORY_VERSION, version } } },
  );
}

function createPrivate(path: string): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
}

function prepare(path: string, database: DatabaseSync): DatabaseSync {
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    const version = versionOf(path, database);
    // Readers (the home) go on while an import writes.
    database.exec('PRAGMA journal_mode = WAL');
    if (version < DIRECTORY_VERSION) bringUp(path, database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
