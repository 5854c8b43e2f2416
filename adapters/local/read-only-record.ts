import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { DossierLedger } from '../../app/dossier/notice-record.ts';
import type { TaskLedger } from '../../app/notices/people-tasks.ts';
import type { Ports } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { peopleReader } from './deliveries-people.ts';
import { counted, delivery, missed, missing, NO_RECEIPTS } from './deliveries-rows.ts';
import { deliveryCounts } from './delivery-counts.ts';
import { prepareDeliveries } from './deliveries-statements.ts';
import { prepareObservationRange } from './observations.ts';

/** The evidence of a data folder beside its journal, for reading alone. */
export interface ReadOnlyRecord {
  readonly observations: Pick<Ports['observations'], 'between'>;
  readonly deliveries: DossierLedger & TaskLedger;
  close(): void;
}

/**
 * Read what a home measured and sent without touching its files, beside a running home or without
 * one.
 *
 * @throws PreauError `store-unavailable` when a file is missing or was written by another version
 */
export function openReadOnlyRecord(dataFolder: string): ReadOnlyRecord {
  const opened: DatabaseSync[] = [];
  const close = (): void => {
    for (const one of opened) one.close();
  };
  const open = (file: string): DatabaseSync => {
    const path = join(dataFolder, file);
    const database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    opened.push(database);
    return database;
  };
  try {
    const range = prepareObservationRange(open('observations.sqlite'));
    const file = open('deliveries.sqlite');
    const ledger = prepareDeliveries(file);
    return {
      observations: { between: async (platform, from, to) => range(platform, from, to) },
      deliveries: {
        counts: deliveryCounts(ledger),
        receipts: async (notice) => counted(NO_RECEIPTS, ledger.receipts.all(notice), 'receipt'),
        readers: async (notice) => ledger.readers.all(notice).map(delivery),
        unreached: async (notice, limit) => ledger.unreached.all(notice, limit).map(missed),
        unreachable: async (notice, limit) => ledger.unreachable.all(notice, limit).map(missing),
        ...readAnswers(file),
      },
      close,
    };
  } catch (cause) {
    close();
    throw new PreauError(
      'store-unavailable',
      `expected to read observations.sqlite and deliveries.sqlite in ${dataFolder}, got: ${String(cause)}; start its home once with this version, or put the files back from a backup`,
      {
        cause,
        said: { key: 'home.recordClosed', values: { folder: dataFolder, why: String(cause) } },
      },
    );
  }
}

/** A file of a version before answers were kept has none: what else is in it can still be read. */
const readAnswers = (file: DatabaseSync): ReturnType<typeof peopleReader> => ({
  acknowledgements: async (notice) =>
    hasAnswers(file) ? peopleReader(file).acknowledgements(notice) : [],
  toTelephone: async (notice, limit) =>
    hasAnswers(file) ? peopleReader(file).toTelephone(notice, limit) : [],
});

const hasAnswers = (file: DatabaseSync): boolean =>
  file.prepare("SELECT name FROM sqlite_schema WHERE name = 'to_telephone'").get() !== undefined;
