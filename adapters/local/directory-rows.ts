import type { DatabaseSync } from 'node:sqlite';
import type { SchoolWithContacts } from '../../app/ports.ts';
import type { Contact, School } from '../../core/school/school.ts';
import { readContact } from './read-contact.ts';

/** Chosen: some hundred kilobytes at a time. */
const PAGE = 500;

/** A school, its contacts, and the platforms that tables attach it to. */
export interface DirectoryEntry extends SchoolWithContacts {
  readonly platforms: readonly string[];
}

/** The next page of open schools in UAI order, each with its contacts, every one once. */
export function readSchoolsAfter(database: DatabaseSync, after: string): readonly DirectoryEntry[] {
  const schools = database
    .prepare('SELECT school FROM school WHERE gone = 0 AND uai > ? ORDER BY uai LIMIT ?')
    .all(after, PAGE)
    .map((row) => parseSchool(row['school']));
  const last = schools.at(-1);
  if (last === undefined) return [];
  const contacts = contactsBetween(database, after, last.uai);
  const platforms = platformsBetween(database, after, last.uai);
  return schools.map((school) => ({
    school,
    contacts: contacts.get(school.uai) ?? [],
    platforms: platforms.get(school.uai) ?? [],
  }));
}

function platformsBetween(
  database: DatabaseSync,
  after: string,
  last: string,
): ReadonlyMap<string, readonly string[]> {
  const bySchool = new Map<string, string[]>();
  if (!hasAttachments(database)) return bySchool;
  const rows = database
    .prepare(
      'SELECT DISTINCT uai, platform FROM attachment WHERE uai > ? AND uai <= ? ORDER BY uai, platform',
    )
    .all(after, last);
  for (const row of rows) {
    const others = bySchool.get(String(row['uai']));
    if (others === undefined) bySchool.set(String(row['uai']), [String(row['platform'])]);
    else others.push(String(row['platform']));
  }
  return bySchool;
}

/** A copy that an older Préau published has none. */
function hasAttachments(database: DatabaseSync): boolean {
  return Number(database.prepare('PRAGMA user_version').get()?.['user_version']) > 1;
}

/** One contact said by two lists is one contact. The ministry's directory is the list without a name. */
function contactsBetween(
  database: DatabaseSync,
  after: string,
  last: string,
): ReadonlyMap<string, readonly Contact[]> {
  const bySchool = new Map<string, Contact[]>();
  const rows = database
    .prepare(
      `SELECT uai, role, channel, address, min(language) AS language, max(list) AS list
       FROM contact WHERE uai > ? AND uai <= ?
       GROUP BY uai, role, channel, address ORDER BY uai, channel, role, address`,
    )
    .all(after, last);
  for (const row of rows) {
    const contact = readContact(row);
    const others = bySchool.get(contact.uai);
    if (others === undefined) bySchool.set(contact.uai, [contact]);
    else others.push(contact);
  }
  return bySchool;
}

/** Written by this adapter from checked values, into a STRICT table. */
function parseSchool(text: unknown): School {
  return JSON.parse(String(text)) as School;
}
