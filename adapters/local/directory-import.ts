import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Phone } from '../../app/schools/phone-reader.ts';
import type { SchoolRecord } from '../../app/schools/school-record.ts';
import type { SchoolImport, StoreChanges } from '../../app/schools/school-store.ts';
import type { Contact } from '../../core/school/school.ts';
import type { Uai } from '../../core/units.ts';
import { closeMissing, closeNamed } from './directory-closing.ts';
import {
  contactAdder,
  countWithoutSchool,
  DIRECTORY_LIST,
  replaceList,
} from './directory-lists.ts';
import { readPhones } from './directory-phones.ts';
import { replaceTable } from './directory-attachments.ts';

type RecordChange = 'added' | 'changed' | 'unchanged' | 'reopened';

/** Write one import and count what it changes. To be called inside a transaction. */
export function writeImport(database: DatabaseSync, brought: SchoolImport): StoreChanges {
  const changes = { added: 0, changed: 0, unchanged: 0, reopened: 0 };
  const before = readKnown(database);
  const writeRecord = recordWriter(database, before);
  const departments = new Set<string>();
  const types = new Set<string>();
  let isDirectory = false;
  for (const record of brought.records) {
    changes[writeRecord(record)] += 1;
    departments.add(record.school.department);
    types.add(record.school.type);
    isDirectory ||= record.contacts !== null || record.phones !== null;
  }
  // A set without mails and numbers is not the directory, and may well be of collèges alone: what it
  // lacks of another type is not closed.
  const covered = { named: brought.named, types: isDirectory ? null : types };
  const closedByName = closeNamed(database, brought.closed);
  const lacking = lackingDepartments(before, brought.named);
  const closed = [...departments]
    .filter((code) => lacking.has(code) && !brought.incomplete.has(code))
    .map((code) => closeMissing(database, code, covered));
  const lists = brought.lists.map((list) => replaceList(database, list));
  const tables = brought.tables.map((table) => replaceTable(database, table));
  return {
    ...changes,
    gone: closedByName + sum(closed.map(({ gone }) => gone)),
    doubted: closed.flatMap(({ doubted }) => doubted),
    contactsAdded: sum(lists.map(({ added }) => added)),
    contactsRemoved: sum(lists.map(({ removed }) => removed)),
    contactsWithoutSchool: countWithoutSchool(database, 'contact'),
    attachmentsAdded: sum(tables.map(({ added }) => added)),
    attachmentsRemoved: sum(tables.map(({ removed }) => removed)),
    attachmentsWithoutSchool: countWithoutSchool(database, 'attachment'),
  };
}

/** One school as it is kept already. */
interface Known {
  readonly department: string;
  readonly digest: string;
  readonly gone: boolean;
}

/** All that is kept already, read at once: to ask for each of 66,000 takes longer. */
function readKnown(database: DatabaseSync): ReadonlyMap<string, Known> {
  const known = new Map<string, Known>();
  const rows = database.prepare('SELECT uai, department, digest, gone FROM school').iterate();
  for (const { uai, department, digest, gone } of rows) {
    known.set(String(uai), {
      department: String(department),
      digest: String(digest),
      gone: gone !== 0,
    });
  }
  return known;
}

/** The departments that have a school which the files do not name: nobody is missing in the others. */
function lackingDepartments(
  before: ReadonlyMap<string, Known>,
  named: ReadonlySet<string>,
): ReadonlySet<string> {
  const lacking = new Set<string>();
  for (const [uai, { department, gone }] of before)
    if (!gone && !named.has(uai)) lacking.add(department);
  return lacking;
}

function recordWriter(
  database: DatabaseSync,
  before: ReadonlyMap<string, Known>,
): (record: SchoolRecord) => RecordChange {
  const put = database.prepare(
    'INSERT OR REPLACE INTO school (uai, department, school, digest, gone) VALUES (?, ?, ?, ?, 0)',
  );
  const dropContacts = database.prepare('DELETE FROM contact WHERE uai = ? AND list = ?');
  const dropPhones = database.prepare('DELETE FROM phone WHERE uai = ?');
  const addContact = contactAdder(database);
  const addPhone = database.prepare(
    'INSERT OR IGNORE INTO phone (uai, number, line) VALUES (?, ?, ?)',
  );

  return ({ school, ...told }) => {
    const known = before.get(school.uai);
    const contacts = told.contacts ?? readMails(database, school.uai);
    const phones = told.phones ?? readPhones(database, school.uai);
    const text = JSON.stringify(school);
    const digest = digestOf(text, contacts, phones);
    if (known?.gone === false && known.digest === digest) return 'unchanged';
    put.run(school.uai, school.department, text, digest);
    if (known !== undefined) {
      dropContacts.run(school.uai, DIRECTORY_LIST);
      dropPhones.run(school.uai);
    }
    for (const contact of contacts) addContact(DIRECTORY_LIST, contact);
    for (const { number, line } of phones) addPhone.run(school.uai, number, line);
    if (known === undefined) return 'added';
    return known.gone ? 'reopened' : 'changed';
  };
}

/** The order of a cell's values is no change. */
function digestOf(school: string, contacts: readonly Contact[], phones: readonly Phone[]): string {
  const addresses = contacts.map(({ address }) => address).toSorted();
  const numbers = phones.map(({ number }) => number).toSorted();
  const text = `[${school},${JSON.stringify(addresses)},${JSON.stringify(numbers)}]`;
  return hash('sha256', text, 'base64');
}

/** The functional addresses that are known of a school. */
function readMails(database: DatabaseSync, uai: Uai): readonly Contact[] {
  return database
    .prepare('SELECT address FROM contact WHERE uai = ? AND list = ? ORDER BY address')
    .all(uai, DIRECTORY_LIST)
    .map((row) => ({
      uai,
      role: 'office',
      channel: 'mail',
      address: String(row['address']),
      language: 'fr',
      origin: 'directory',
    }));
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
