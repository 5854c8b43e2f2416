import { readMailAddress } from '../../core/school/mail-address.ts';
import type { Contact } from '../../core/school/school.ts';
import type { Territory } from '../../core/school/territory.ts';
import type { Uai } from '../../core/units.ts';
import type { Phone } from './phone-reader.ts';
import type { Reading, Reject } from './reading.ts';
import type { DirectoryColumn } from './school-source.ts';
import { splitMails, splitPhones } from './split-cell.ts';

/** The cells of one row of the directory, and the note-taker for what is wrong with them. */
export interface DirectoryRow {
  readonly cells: Readonly<Record<DirectoryColumn, string>>;
  readonly reject: Reject<DirectoryColumn>;
}

/** The functional addresses of a school, each once; what is no address is told. */
export function readMails({ cells, reject }: DirectoryRow, uai: Uai): readonly Contact[] {
  const { values, beyond } = splitMails(cells.mail);
  if (beyond !== '') reject('mail', beyond, 'too-many-values');
  const addresses: string[] = [];
  for (const value of values) {
    const address = readMailAddress(value);
    if (address === null) reject('mail', value, 'mail-invalid');
    else if (!addresses.includes(address)) addresses.push(address);
  }
  return addresses.map((address) => ({
    uai,
    role: 'office',
    channel: 'mail',
    address,
    language: 'fr',
    origin: 'directory',
  }));
}

/** The numbers of a school, each once; what is not certainly a number is told. */
export function readPhones(
  { cells, reject }: DirectoryRow,
  territory: Territory | null,
  { readPhone }: Reading,
): readonly Phone[] {
  const { values, beyond } = splitPhones(cells.phone);
  if (beyond !== '') reject('phone', beyond, 'too-many-values');
  const phones: Phone[] = [];
  for (const value of values) {
    const read = readPhone(value, territory);
    if (read.kind === 'rejected') reject('phone', value, read.reason);
    else if (phones.every(({ number }) => number !== read.number))
      phones.push({ number: read.number, line: read.line });
  }
  return phones;
}
