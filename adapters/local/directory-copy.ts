import { DatabaseSync } from 'node:sqlite';
import type { LastImport } from '../../app/schools/school-desk.ts';
import { PreauError } from '../../core/errors.ts';
import type { LocalDirectory } from './directory.ts';
import { countDirectory, schoolsOf } from './directory-read.ts';
import { readDirectorySchool, type SchoolAndContacts } from './directory-school.ts';
import { servedSchools } from './directory-served.ts';
import { DIRECTORY_VERSION } from './directory-database.ts';
import { noteImport, notedImport } from './noted-import.ts';
import { buildIndex, type SchoolIndex } from './school-index.ts';

/** A directory to be read and never written: one file, made by {@link copyDirectory}. */
export interface DirectoryCopy
  extends Pick<LocalDirectory, 'schoolsFor' | 'servedSchools' | 'count' | 'close'> {
  /** Open schools, searchable; made when it is asked for first, then kept. */
  index(): Promise<SchoolIndex>;
  /** One open school, or null. */
  school(uai: string): SchoolAndContacts | null;
  /** What the import that it was published after did; null where that is not in it. */
  lastImport(): LastImport | null;
}

/** Each table with the columns that reading asks for. */
const TABLES = {
  school: ['uai', 'department', 'school', 'gone'],
  contact: ['uai', 'list', 'role', 'channel', 'address', 'language'],
  attachment: ['uai', 'platform'],
} as const;

/** A copy that an older Préau published has no attachments, and is read all the same. */
const OLDEST = 1;

/**
 * Open a copy of a directory that came from elsewhere. Nothing in it is run: no trigger, view or
 * function of its own, only tables that are tables.
 *
 * @throws PreauError `directory-unreadable` when it is no directory of this version
 */
export function openDirectoryCopy(path: string): DirectoryCopy {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true, defensive: true });
    database.exec(
      'PRAGMA trusted_schema = OFF; PRAGMA query_only = ON; PRAGMA cell_size_check = ON',
    );
    refuseOther(database);
    const open = database;
    let index: Promise<SchoolIndex> | null = null;
    return {
      schoolsFor: (platform) => schoolsOf(open, platform),
      servedSchools: (platforms) => servedSchools(open, platforms),
      count: async () => countDirectory(open),
      index: () => (index ??= buildIndex(open)),
      school: (uai) => readDirectorySchool(open, uai),
      lastImport: () => notedImport(open),
      close: () => open.close(),
    };
  } catch (cause) {
    database?.close();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'directory-unreadable',
      `Expected a directory of schools in ${path}, got: ${why.slice(0, 200)}. Publish it again with "preau schools publish".`,
      { cause, said: { key: 'directory.unread', values: { path, why: why.slice(0, 200) } } },
    );
  }
}

function refuseOther(database: DatabaseSync): void {
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  if (!(version >= OLDEST && version <= DIRECTORY_VERSION))
    throw new Error(`version ${version}, expected ${OLDEST} to ${DIRECTORY_VERSION}`);
  for (const [table, columns] of Object.entries(TABLES)) {
    if (table === 'attachment' && version === 1) continue;
    const kind = database.prepare('SELECT type FROM sqlite_schema WHERE name = ?').get(table);
    const there = database
      .prepare('SELECT name FROM pragma_table_info(?)')
      .all(table)
      .map(({ name }) => String(name));
    const lacking = columns.filter((column) => !there.includes(column));
    if (kind?.['type'] !== 'table' || lacking.length > 0)
      throw new Error(`no table ${table} with ${columns.join(', ')}`);
  }
}

/**
 * Copy a directory into one file that stands by itself, with all that was ever committed to it,
 * but for the numbers that people dial: nothing is sent to those, and they stay at home.
 *
 * @param from a directory's own file
 * @param to a path where nothing is yet
 * @param last what the last import did; null where nobody wrote it down
 * @throws PreauError `store-unavailable`
 */
export function copyDirectory(from: string, to: string, last: LastImport | null = null): void {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(from, { readOnly: true, timeout: 5_000 });
    database.prepare('VACUUM INTO ?').run(to);
    database.close();
    database = new DatabaseSync(to);
    database.exec('DELETE FROM phone; VACUUM');
    if (last !== null) noteImport(database, last);
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `Expected to copy the directory ${from}, got: ${String(cause)}. Check free space and whether an import runs, then try again.`,
      { cause, said: { key: 'directory.notCopied', values: { path: from, why: String(cause) } } },
    );
  } finally {
    if (database?.isOpen === true) database.close();
  }
}
