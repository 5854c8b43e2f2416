import { foldName } from '../../core/school/fold-name.ts';
import { readMailAddress } from '../../core/school/mail-address.ts';
import type { Contact } from '../../core/school/school.ts';
import type { Territory } from '../../core/school/territory.ts';
import { readUai } from '../../core/school/uai.ts';
import type { Uai } from '../../core/units.ts';
import { type Reading, type Reject, rejectionsOf } from './reading.ts';
import type { Rejection } from './rejection.ts';
import type { ContactColumn } from './school-source.ts';

/** The words of a list, folded, and the role that each one means. */
const ROLES: Readonly<Record<string, Contact['role']>> = {
  office: 'office',
  secretariat: 'office',
  head: 'head',
  direction: 'head',
  directeur: 'head',
  directrice: 'head',
  principal: 'head',
  principale: 'head',
  proviseur: 'head',
  proviseure: 'head',
  'chef d etablissement': 'head',
  it: 'it',
  numerique: 'it',
  informatique: 'it',
  owner: 'owner',
};

const CHANNELS: Readonly<Record<string, Contact['channel']>> = {
  sms: 'sms',
  mail: 'mail',
  email: 'mail',
  'e mail': 'mail',
  courriel: 'mail',
};

const LANGUAGES: Readonly<Record<string, Contact['language']>> = {
  '': 'fr',
  fr: 'fr',
  francais: 'fr',
  en: 'en',
  anglais: 'en',
  english: 'en',
};

interface ContactReading extends Reading {
  readonly isKnown: (uai: Uai) => boolean;
}

/**
 * Read one entry of the list of people who asked to be told. All of it must be right: there is
 * nothing to keep of half an entry.
 *
 * @param reading also tells whether a school is there: an entry of another one is told, and kept for the
 *   day when it is
 * @param territory of the entry's school, null when the school is not known: then its number can
 *   only be read in international form
 */
export function readContactRow(
  line: number,
  cells: Readonly<Record<ContactColumn, string>>,
  headers: Readonly<Partial<Record<ContactColumn, string>>>,
  territory: Territory | null,
  reading: ContactReading,
): { readonly contact: Contact | null; readonly rejected: readonly Rejection[] } {
  const { rejected, reject } = rejectionsOf(line, cells.uai.trim(), headers);
  const id = readUai(cells.uai);
  if (id.kind === 'rejected') reject('uai', cells.uai, id.reason);
  const role = readWord(cells, 'role', ROLES, 'role-unknown', reject);
  const channel = readWord(cells, 'channel', CHANNELS, 'channel-unknown', reject);
  const language = readWord(cells, 'language', LANGUAGES, 'language-unknown', reject);
  const address = channel === null ? null : readAddress(channel, cells, territory, reading, reject);
  if (id.kind === 'rejected' || !role || !channel || !language || address === null) {
    return { contact: null, rejected };
  }
  if (!reading.isKnown(id.uai)) reject('uai', cells.uai, 'school-unknown');
  return {
    contact: { uai: id.uai, role, channel, address, language, origin: 'opt-in' },
    rejected,
  };
}

function readWord<Meaning>(
  cells: Readonly<Record<ContactColumn, string>>,
  column: ContactColumn,
  words: Readonly<Record<string, Meaning>>,
  reason: 'role-unknown' | 'channel-unknown' | 'language-unknown',
  reject: Reject<ContactColumn>,
): Meaning | null {
  const word = foldName(cells[column]);
  if (Object.hasOwn(words, word)) return words[word] ?? null;
  reject(column, cells[column], reason);
  return null;
}

function readAddress(
  channel: Contact['channel'],
  { address }: Readonly<Record<ContactColumn, string>>,
  territory: Territory | null,
  { readPhone }: Reading,
  reject: Reject<ContactColumn>,
): string | null {
  if (channel === 'mail') {
    const mail = readMailAddress(address);
    if (mail === null) reject('address', address, 'mail-invalid');
    return mail;
  }
  const read = readPhone(address, territory);
  if (read.kind === 'phone' && read.line !== 'landline') return read.number;
  reject('address', address, read.kind === 'phone' ? 'phone-not-mobile' : read.reason);
  return null;
}
