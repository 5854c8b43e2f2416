import type { DatabaseSync } from 'node:sqlite';
import * as z from 'zod/mini';
import type { LastImport } from '../../app/schools/school-desk.ts';
import { epochMs } from '../../core/units.ts';

/** Files and doubts that are kept: a directory has a few of each. Chosen. */
export const IMPORT_LINES_MAX = 100;

const count = z.int().check(z.nonnegative());
const schema = z.object({
  at: z.pipe(z.number(), z.transform(epochMs)),
  files: z
    .array(z.object({ file: z.string(), rows: count, schools: count, rejectedRows: count }))
    .check(z.maxLength(IMPORT_LINES_MAX)),
  added: count,
  changed: count,
  gone: count,
  contactsWithoutSchool: count,
  doubted: z
    .array(z.object({ department: z.string(), type: z.string(), known: count, missing: count }))
    .check(z.maxLength(IMPORT_LINES_MAX)),
});

/** What an import did, as JSON. @returns null where that is not in words that this version reads */
export function parseLastImport(text: string): LastImport | null {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Write it into a copy of a directory: it travels with what it tells of. */
export function noteImport(database: DatabaseSync, last: LastImport): void {
  database.exec('DROP TABLE IF EXISTS last_import; CREATE TABLE last_import (report TEXT) STRICT');
  database.prepare('INSERT INTO last_import VALUES (?)').run(JSON.stringify(last));
}

/** @returns null for a copy that carries none, as those of an older Préau */
export function notedImport(database: DatabaseSync): LastImport | null {
  const kind = database.prepare("SELECT type FROM sqlite_schema WHERE name = 'last_import'").get();
  if (kind?.['type'] !== 'table') return null;
  const row = database.prepare('SELECT report FROM last_import LIMIT 1').get();
  return parseLastImport(String(row?.['report']));
}
