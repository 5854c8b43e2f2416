import { existsSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { contactSheet } from '../../app/schools/contact-sheet.ts';
import type { SchoolDesk, SchoolSheet } from '../../app/schools/school-desk.ts';
import { PreauError } from '../../core/errors.ts';
import type { DeliveryState } from '../../core/notice/delivery-state.ts';
import type { ReceiptKind } from '../../core/notice/receipt.ts';
import type { Contact } from '../../core/school/school.ts';
import type { EpochMs } from '../../core/units.ts';
import { readDirectorySchool } from './directory-school.ts';
import { hashOf } from './hash.ts';
import { buildIndex, type SchoolIndex } from './school-index.ts';

interface DeskFiles {
  readonly directory: string;
  readonly ledger: string;
  readonly lastImport: SchoolDesk['lastImport'];
  /** Between two readings of the whole directory, in milliseconds of `nowMs`. @default REST_MS */
  readonly restMs?: number;
  /** A clock that never goes back. @default this machine's */
  readonly nowMs?: () => number;
}

/** An import writes for a minute: it is not read again with each of its steps. Chosen. */
const REST_MS = 15_000;

/**
 * Look schools up beside whoever writes the directory and the ledger. Files that are not there yet
 * hold nobody. What is searched, names and places, stands in memory until the directory changes.
 *
 * @throws PreauError `store-unavailable`, from each of its functions, when a file cannot be read
 */
export function openSchoolDesk({
  directory,
  ledger,
  lastImport,
  restMs = REST_MS,
  nowMs = () => performance.now(),
}: DeskFiles): SchoolDesk {
  let index: Promise<SchoolIndex> | null = null;
  let indexed = '';
  let restsUntilMs = 0;
  const build = async (): Promise<SchoolIndex> => {
    const built = await reading(directory, buildIndex);
    restsUntilMs = nowMs() + restMs;
    return built ?? EMPTY;
  };
  const current = (): Promise<SchoolIndex> => {
    const stamp = stampOf(directory);
    if (index !== null && (stamp === indexed || nowMs() < restsUntilMs)) return index;
    indexed = stamp;
    restsUntilMs = Number.POSITIVE_INFINITY;
    index = build();
    index.catch(() => {
      index = null;
    });
    return index;
  };
  return {
    renewedBy: 'import',
    search: async (query, from, most) => (await current()).search(query, from, most),
    sheet: async (uai, notices) => {
      const found = await reading(directory, async (database) =>
        readDirectorySchool(database, uai),
      );
      if (!found) return null;
      const { school, contacts } = found;
      const told = await reading(ledger, async (database) => readTold(database, contacts, notices));
      const silent = contacts.map((contact) => contactSheet(contact, false, []));
      return { school, contacts: told ?? silent };
    },
    lastImport,
  };
}

const EMPTY: SchoolIndex = { search: () => ({ total: 0, rows: [] }) };

/** Changes whenever the file, or what was written beside it and not yet into it, does. */
const stampOf = (path: string): string =>
  [path, `${path}-wal`]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((found) => (found === undefined ? '' : `${found.mtimeMs} ${found.size} ${found.ino}`))
    .join('/');

/** @returns null where there is no file */
async function reading<T>(
  path: string,
  read: (database: DatabaseSync) => Promise<T>,
): Promise<T | null> {
  if (!existsSync(path)) return null;
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 1_000 });
    return await read(database);
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `expected to read ${path}, got: ${String(cause)}; try again, or put the file back from a backup`,
      {
        cause,
        retryable: true,
        said: { key: 'database.unread', values: { path, why: String(cause) } },
      },
    );
  } finally {
    database?.close();
  }
}

/** By the keys that deliveries have: no list of a whole notice is read. */
function readTold(
  database: DatabaseSync,
  contacts: readonly Contact[],
  notices: readonly string[],
): SchoolSheet['contacts'] {
  const isOut = database.prepare('SELECT 1 FROM opted_out WHERE address = ?');
  const find = database.prepare(
    'SELECT state, receipt, coalesce(receipt_at, settled_at) AS at FROM deliveries WHERE key = ?',
  );
  return contacts.map((contact) => {
    const hash = hashOf(contact.address).slice(0, 16);
    const sent = notices.flatMap((notice) => {
      const row = find.get(`${notice}/${contact.channel}/${hash}`);
      if (row === undefined) return [];
      const { state, receipt, at } = row;
      return [
        {
          notice,
          state: state as DeliveryState,
          receipt: receipt as ReceiptKind | null,
          at: at as EpochMs | null,
        },
      ];
    });
    return contactSheet(contact, isOut.get(contact.address) !== undefined, sent);
  });
}
