import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Deliveries } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';

/** Of a data folder's ledger, what foreseeing a plan needs. */
export type SilenceLedger = Pick<Deliveries, 'optedOut' | 'readers' | 'mayHaveRead'>;

/**
 * Who asked a home for silence, read beside it, running or not. A folder that has sent nothing yet
 * has nobody.
 *
 * @throws PreauError `store-unavailable` when the ledger is there and cannot be read
 */
export function readSilence(dataFolder: string): SilenceLedger {
  const path = join(dataFolder, 'deliveries.sqlite');
  const addresses = existsSync(path) ? silent(path) : [];
  const nobody = async () => [];
  return { optedOut: async () => new Set(addresses), readers: nobody, mayHaveRead: nobody };
}

function silent(path: string): readonly string[] {
  let database: DatabaseSync | null = null;
  try {
    database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const rows = database.prepare('SELECT address FROM opted_out').all();
    return rows.map(({ address }) => String(address));
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `expected to read ${path}, got: ${String(cause)}; start its home once with this version, or put the file back from a backup`,
      { cause, said: { key: 'home.ledgerClosed', values: { path, why: String(cause) } } },
    );
  } finally {
    database?.close();
  }
}
