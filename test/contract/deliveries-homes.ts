// Both makings of the `Deliveries` port for one suite: SQLite files, and DynamoDB as dynalite
// speaks it. What dynalite lacks: time to live (items stay), partitions and their limits, and the
// lag of global indexes.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateTableCommand, DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createDynamoDeliveries } from '../../adapters/aws/dynamo-deliveries.ts';
import { openDeliveries } from '../../adapters/local/deliveries.ts';
import type { Deliveries } from '../../app/ports.ts';
import { DELIVERIES_TABLE, type TableShape } from '../../config/aws-tables.ts';
import { epochMs, minutes } from '../../core/units.ts';

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

async function startDynamo(): Promise<DeliveriesHome> {
  const { client, stop } = await startDynalite();
  let tables = 0;
  let now = 0;
  return {
    fresh: async () => {
      const table = `deliveries-${(tables += 1)}`;
      await makeTable(client, table, DELIVERIES_TABLE);
      return table;
    },
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
    stop,
  };
}

/** The emulator carries no types of its own. */
const dynalite = createRequire(import.meta.url)('dynalite') as (
  options: Readonly<Record<string, number>>,
) => Server;

export async function startDynalite() {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const stop = async () => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { client, stop };
}

export async function makeTable(
  client: DynamoDBClient,
  table: string,
  shape: TableShape,
): Promise<void> {
  const { partitionKey, sortKey, localIndexes, globalIndexes } = shape;
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const attributes = [
    partitionKey,
    sortKey,
    ...localIndexes.map((index) => index.sortKey),
    ...globalIndexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: attributes.map(({ name, type }) => ({
        AttributeName: name,
        AttributeType: type,
      })),
      KeySchema: keys(partitionKey.name, sortKey.name),
      LocalSecondaryIndexes: localIndexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(partitionKey.name, index.sortKey.name),
        Projection: { ProjectionType: index.projection },
      })),
      GlobalSecondaryIndexes: globalIndexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey.name, index.sortKey.name),
        Projection: { ProjectionType: index.projection },
      })),
    }),
  );
  const asking = new DescribeTableCommand({ TableName: table });
  while ((await client.send(asking)).Table?.TableStatus !== 'ACTIVE') await turn();
}

const turn = () => new Promise((resolve) => setImmediate(resolve));
