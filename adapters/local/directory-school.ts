import type { DatabaseSync } from 'node:sqlite';
import type { Contact, School } from '../../core/school/school.ts';
import { readContact } from './read-contact.ts';

/** Contacts of one school that are shown. Chosen: it has an office, a head and some who asked to be told. */
const CONTACTS_MAX = 50;

export interface SchoolAndContacts {
  readonly school: School;
  /** The directory's own first; {@link CONTACTS_MAX} at most. */
  readonly contacts: readonly Contact[];
}

/** One open school. @returns null for a UAI that the directory does not have, or has as closed */
export function readDirectorySchool(database: DatabaseSync, uai: string): SchoolAndContacts | null {
  const row = database.prepare('SELECT school FROM school WHERE uai = ? AND gone = 0').get(uai);
  if (row === undefined) return null;
  const contacts = database
    .prepare(
      'SELECT uai, role, channel, address, language, list FROM contact WHERE uai = ? ORDER BY list, role LIMIT ?',
    )
    .all(uai, CONTACTS_MAX)
    .map(readContact);
  return { school: JSON.parse(String(row['school'])) as School, contacts };
}
