import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { openObservations } from '../../adapters/local/observations.ts';
import type { Journal, Observations, Outbox } from '../../app/ports.ts';
import { JOURNAL_TABLE, OBSERVATIONS_TABLE } from '../../config/aws-tables.ts';
import { startDynamoEndpoint } from './dynamo-endpoint.ts';

// The two makings of the journal, the outbox and the observations: a place is a file or a table.

type Open<Store> = Store & { close(): void };

export interface StoreHome {
  freshJournal(): Promise<string>;
  openJournal(place: string): Open<Journal & Outbox>;
  freshObservations(): Promise<string>;
  openObservations(place: string): Open<Observations>;
  stop(): Promise<void>;
}

export interface StoreMaking {
  readonly name: string;
  /** More than one page of the journal: so many entries of so many characters. */
  readonly overPage: { readonly entries: number; readonly characters: number };
  readonly start: () => Promise<StoreHome>;
}

export const storeMakings: readonly StoreMaking[] = [
  { name: 'SQLite', overPage: { entries: 1_100, characters: 10 }, start: startSqlite },
  { name: 'DynamoDB', overPage: { entries: 30, characters: 100_000 }, start: startDynamo },
];

function startSqlite(): Promise<StoreHome> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-stores-'));
  let files = 0;
  const fresh = () => Promise.resolve(join(folder, `${(files += 1)}.sqlite`));
  return Promise.resolve({
    freshJournal: fresh,
    openJournal,
    freshObservations: fresh,
    openObservations,
    stop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

async function startDynamo(): Promise<StoreHome> {
  const dynamo = await startDynamoEndpoint();
  const { client } = dynamo;
  const close = () => undefined;
  return {
    freshJournal: () => dynamo.makeTable(JOURNAL_TABLE),
    openJournal: (table) => ({ ...createDynamoJournal({ client, table }), close }),
    freshObservations: () => dynamo.makeTable(OBSERVATIONS_TABLE),
    openObservations: (table) => ({ ...createDynamoObservations({ client, table }), close }),
    stop: () => dynamo.stop(),
  };
}
