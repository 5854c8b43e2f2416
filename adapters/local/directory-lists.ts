import type { DatabaseSync } from 'node:sqlite';
import type { ContactList } from '../../app/schools/school-store.ts';
import type { Contact } from '../../core/school/school.ts';

/** The list's name of contacts that come from the ministry's directory itself. */
export const DIRECTORY_LIST = '';

/** What a list or a table gave that was not there before, and what it no longer holds. */
export interface Replaced {
  readonly added: number;
  readonly removed: number;
}

export function contactAdder(database: DatabaseSync): (list: string, contact: Contact) => void {
  const add = database.prepare(
    'INSERT OR REPLACE INTO contact (uai, list, role, channel, address, language) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return (list, { uai, role, channel, address, language }) =>
    void add.run(uai, list, role, channel, address, language);
}

/** What a list no longer holds is removed: leaving the list must be enough to be left in peace. */
export function replaceList(database: DatabaseSync, { name, contacts }: ContactList): Replaced {
  const before = new Set(
    database
      .prepare("SELECT uai, role, channel, address FROM contact WHERE list = ? AND list <> ''")
      .all(name)
      .map((row) => keyOf(row)),
  );
  const after = new Set(contacts.map((contact) => keyOf({ ...contact })));
  database.prepare("DELETE FROM contact WHERE list = ? AND list <> ''").run(name);
  const add = contactAdder(database);
  for (const contact of contacts) add(name, contact);
  return {
    added: [...after].filter((key) => !before.has(key)).length,
    removed: [...before].filter((key) => !after.has(key)).length,
  };
}

function keyOf(row: Readonly<Record<string, unknown>>): string {
  return JSON.stringify([row['uai'], row['role'], row['channel'], row['address']]);
}

/** Opt-in contacts, or attachments, whose school is not, or no longer, in the directory. */
export function countWithoutSchool(
  database: DatabaseSync,
  table: 'contact' | 'attachment',
): number {
  const row = database
    .prepare(
      `SELECT count(*) AS n FROM ${table}
       WHERE list <> '' AND uai NOT IN (SELECT uai FROM school WHERE gone = 0)`,
    )
    .get();
  return Number(row?.['n']);
}
