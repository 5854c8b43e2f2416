import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { Directory } from '../../app/ports.ts';
import type { Phone } from '../../app/schools/phone-reader.ts';
import type { ServedSchool } from '../../app/schools/served-school.ts';
import type { SchoolImport, SchoolStore, StoreChanges } from '../../app/schools/school-store.ts';
import { PreauError } from '../../core/errors.ts';
import type { Platform } from '../../core/platform.ts';
import type { Uai } from '../../core/units.ts';
import { openDirectoryDatabase } from './directory-database.ts';
import { writeImport } from './directory-import.ts';
import { readPhones } from './directory-phones.ts';
import { countDirectory, schoolsOf } from './directory-read.ts';
import { servedSchools } from './directory-served.ts';

/** Schools and contacts in SQLite: what an import writes and what notices are planned from. */
export interface LocalDirectory extends Directory, SchoolStore {
  /** Numbers of a school for people to dial; never a consent to SMS. Empty for an unknown school. */
  phonesOf(uai: Uai): readonly Phone[];
  /** The open schools that any of these platforms serves, in UAI order, without contacts. */
  servedSchools(platforms: readonly Platform[]): AsyncIterable<ServedSchool>;
  close(): void;
}

/** Where the directory lies in a data folder. */
export function directoryPath(dataFolder: string): string {
  return join(dataFolder, 'directory.sqlite');
}

/**
 * Open the directory of a home, empty when it is new.
 *
 * `count()` counts establishments, other bodies among them; `mobiles` are the opt-in numbers, the
 * only ones that an SMS may go to.
 *
 * @param path a file, see {@link directoryPath}, or `:memory:`
 * @param named what errors call it: of a copy, the original
 * @throws PreauError `data-folder-newer`, `store-unavailable`
 */
export function openDirectory(path: string, named = path): LocalDirectory {
  const database = openDirectoryDatabase(path, named);
  return {
    schoolsFor: (platform) => schoolsOf(database, platform),
    count: async () => countDirectory(database),
    departmentOf: (uai) => {
      const row = database.prepare('SELECT department FROM school WHERE uai = ?').get(uai);
      return row === undefined ? null : String(row['department']);
    },
    isOpen: (uai) =>
      database.prepare('SELECT 1 FROM school WHERE uai = ? AND gone = 0').get(uai) !== undefined,
    apply: (brought, { dryRun }) => apply(database, brought, dryRun),
    phonesOf: (uai) => readPhones(database, uai),
    servedSchools: (platforms) => servedSchools(database, platforms),
    close: () => database.close(),
  };
}

/** A dry run does everything, so that it counts the same, and takes it back. */
function apply(database: DatabaseSync, brought: SchoolImport, dryRun: boolean): StoreChanges {
  try {
    database.exec('BEGIN IMMEDIATE');
    const changes = writeImport(database, brought);
    database.exec(dryRun ? 'ROLLBACK' : 'COMMIT');
    return changes;
  } catch (cause) {
    if (database.isTransaction) database.exec('ROLLBACK');
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'store-unavailable',
      `expected to write the directory of schools, got: ${why}. Nothing was imported; check free space and whether another import runs, then try again.`,
      { cause, retryable: true, said: { key: 'directory.notWritten', values: { why } } },
    );
  }
}
