// The makings of the `Deliveries` port for one suite: SQLite files, DynamoDB as dynalite speaks it, and
// the one that promises are simulated on. What dynalite lacks: time to live (items stay), partitions and their limits, and the
// lag of global indexes.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import type { Deliveries } from '../../app/ports.ts';
import { DELIVERIES_TABLE } from '../../config/aws-tables.ts';
import { epochMs, minutes } from '../../core/units.ts';
import { FAULTLESS, type Ledger, openLedger } from '../promises/world/ledger.ts';
import { startDynamoEndpoint } from './dynamo-endpoint.ts';

export const LEASE = minutes(16);

export interface DeliveriesHome {
  /** A store of its own, empty. */
  fresh(): Promise<string>;
  /** One sender's way to a store; several may be open at once. */
  open(store: string): Deliveries & { close(): void };
  /** Let so much time pass that nobody's lease lasts. */
  outliveLeases(): void;
  /** May another sender's `recover` take what was taken by this home's clock at that instant? */
  lapsed(takenAt: number): boolean;
  now(): number;
  tick(ms: number): void;
  stop(): Promise<void>;
}

export const makings = [
  { name: 'SQLite', start: startSqlite },
  { name: 'DynamoDB', start: startDynamo },
  { name: 'the simulation', start: startSimulated },
] as const;

function startSqlite(): Promise<DeliveriesHome> {
  const folder = mkdtempSync(join(tmpdir(), 'preau-deliveries-'));
  let files = 0;
  let now = 0;
  return Promise.resolve({
    fresh: () => Promise.resolve(join(folder, `${(files += 1)}.sqlite`)),
    open: openDeliveries,
    outliveLeases: () => undefined,
    lapsed: () => true,
    now: () => now,
    tick: (ms: number) => {
      now += ms;
    },
    stop: () => {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

/** The ledger that the promises are simulated on: a judge that is judged as what it stands for. */
function startSimulated(): Promise<DeliveriesHome> {
  const stores = new Map<string, Ledger>();
  let places = 0;
  let now = 0;
  const storeOf = (name: string): Ledger => {
    const known = stores.get(name) ?? openLedger(() => epochMs(now), LEASE, FAULTLESS);
    stores.set(name, known);
    return known;
  };
  return Promise.resolve({
    fresh: () => Promise.resolve(`${(places += 1)}`),
    open: (store: string) => ({ ...storeOf(store).port, close: () => undefined }),
    outliveLeases: () => {
      now += LEASE;
    },
    lapsed: (takenAt) => takenAt + LEASE <= now,
    now: () => now,
    tick: (ms: number) => {
      now += ms;
    },
    stop: () => Promise.resolve(),
  });
}

async function startDynamo(): Promise<DeliveriesHome> {
  const endpoint = await startDynamoEndpoint();
  const { client } = endpoint;
  let now = 0;
  return {
    fresh: () => endpoint.makeTable(DELIVERIES_TABLE),
    open: (table) => ({
      ...createDynamoDeliveries({ client, table, clock: { now: () => epochMs(now) } }),
      close: () => undefined,
    }),
    outliveLeases: () => {
      now += LEASE;
    },
    lapsed: (takenAt) => takenAt + LEASE <= now,
    now: () => now,
    tick: (ms) => {
      now += ms;
    },
    stop: () => endpoint.stop(),
  };
}
