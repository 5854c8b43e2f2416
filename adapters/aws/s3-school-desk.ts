import { contactSheet } from '../../app/schools/contact-sheet.ts';
import type { SchoolDesk } from '../../app/schools/school-desk.ts';
import { hashOf } from '../local/hash.ts';
import type { ReadTold } from './dynamo-told.ts';
import type { S3Directory } from './s3-directory.ts';

interface DeskParts {
  readonly directory: Pick<S3Directory, 'copy'>;
  readonly told: ReadTold;
}

/**
 * Look schools up in the directory that was published, and in the ledger what became of messages to
 * one. A search reads memory alone; a school's page costs one read for each of its contacts and
 * notices, a hundred at a time.
 *
 * @throws PreauError from each of its functions: `directory-unreadable` where none was published;
 *   `store-unavailable`
 */
export function createS3SchoolDesk({ directory, told }: DeskParts): SchoolDesk {
  return {
    renewedBy: 'publish',
    search: async (query, from, most) =>
      (await (await directory.copy()).index()).search(query, from, most),
    sheet: async (uai, notices) => {
      const found = (await directory.copy()).school(uai);
      if (found === null) return null;
      const { school, contacts } = found;
      const keyed = contacts.map((contact) => ({
        contact,
        keys: notices.map(
          (notice) => `${notice}/${contact.channel}/${hashOf(contact.address).slice(0, 16)}`,
        ),
      }));
      const { sent, optedOut } = await told(
        keyed.flatMap(({ keys }) => keys),
        contacts.map(({ address }) => address),
      );
      return {
        school,
        contacts: keyed.map(({ contact, keys }) =>
          contactSheet(
            contact,
            optedOut.has(contact.address),
            keys.flatMap((key) => sent.get(key) ?? []),
          ),
        ),
      };
    },
    lastImport: async () => (await directory.copy()).lastImport(),
  };
}
