import type { Contact } from '../../core/school/school.ts';

/**
 * Read a row of the directory's contacts, written from checked values into a STRICT table.
 *
 * @param row with uai, role, channel, address, language and list
 */
export function readContact(row: Readonly<Record<string, unknown>>): Contact {
  // One by one: a rest of the row would be a dictionary, which costs twice as much to make and keep.
  return {
    uai: row['uai'],
    role: row['role'],
    channel: row['channel'],
    address: row['address'],
    language: row['language'],
    origin: row['list'] === '' ? 'directory' : 'opt-in',
  } as Contact;
}
