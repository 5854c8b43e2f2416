import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { createDynamoObservations } from '../../adapters/aws/dynamo-observations.ts';
import { openJournal } from '../../adapters/local/journal.ts';
import { openObservations } from '../../adapters/local/observations.ts';
import type { Journal, Observations, Outbox } from '../../app/ports.ts';
import { JOURNAL_TABLE, OBSERVATIONS_TABLE } from '../../config/aws-tables.ts';
import { epochMs } from '../../core/units.ts';
import { openFaults } from '../promises/world/fault.ts';
import { type JournalStore, openJournalStore } from '../promises/world/journal-store.ts';
import { openObservations as openSimulatedObservations } from '../promises/world/sources.ts';
import { virtualTime } from '../promises/world/virtual-time.ts';
import { startDynamoEndpoint } from './dynamo-endpoint.ts';

// The makings of the journal, the outbox and the observations: a place is a file or a table.

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
  { name: 'the simulation', overPage: { entries: 1_100, characters: 10 }, start: startSimulated },
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

/** Those that the promises are simulated on, without faults. */
function startSimulated(): Promise<StoreHome> {
  const faults = openFaults([], () => 0);
  const journals = new Map<string, JournalStore>();
  const observations = new Map<string, Observations>();
  const close = () => undefined;
  const fresh = <One>(stores: Map<string, One>, store: One): Promise<string> => {
    const name = String(stores.size);
    stores.set(name, store);
    return Promise.resolve(name);
  };
  const of = <One>(stores: ReadonlyMap<string, One>, name: string): One => {
    const store = stores.get(name);
    if (store === undefined) throw new Error(`expected the store ${name}`);
    return store;
  };
  return Promise.resolve({
    freshJournal: () =>
      fresh(
        journals,
        openJournalStore(faults, () => undefined),
      ),
    openJournal: (place: string) => ({ ...of(journals, place).port, close }),
    freshObservations: () =>
      fresh(observations, openSimulatedObservations(virtualTime(epochMs(0)))),
    openObservations: (place: string) => ({ ...of(observations, place), close }),
    stop: () => Promise.resolve(),
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
