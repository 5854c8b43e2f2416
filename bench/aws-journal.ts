import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createDynamoJournal } from '../adapters/aws/dynamo-journal.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { JOURNAL_TABLE } from '../config/aws-tables.ts';
import type { Action } from '../core/incident/action.ts';
import { chainEntry } from '../core/journal/chain.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import { epochMs } from '../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../test/contract/dynamo-endpoint.ts';
import type { Bench } from './bench.ts';
import { atMost, type Figure, measured } from './figure.ts';

const ENTRIES = 300;
const ROUND_TRIPS_MAX = 2;

/** What a decision costs to be durable on AWS. */
export const awsJournal: Bench = {
  name: 'aws-journal',
  method:
    `${ENTRIES} entries of three actions each, appended one after the other with the SDK’s own client to dynalite, an ` +
    'emulator of DynamoDB in the same process, which counts requests. Entry and outbox are one item: an append ' +
    'is both. The peer of its time is the bare PutItem of an item of the same size, without condition. What ' +
    'a round trip lasts on AWS is not measured here.',
  async run(say) {
    const dynamo = await startDynamoEndpoint();
    try {
      say('appending');
      return await measure(dynamo);
    } finally {
      await dynamo.stop();
    }
  },
};

async function measure(dynamo: DynamoEndpoint): Promise<readonly Figure[]> {
  const { client } = dynamo;
  const table = await dynamo.makeTable(JOURNAL_TABLE);
  const bareTable = await dynamo.makeTable(JOURNAL_TABLE);
  const journal = createDynamoJournal({ client, table });
  const entries = chain(ENTRIES);
  dynamo.takeRequests();
  const appendMs = await timed(entries, (entry) => journal.append(entry));
  const appends = dynamo.takeRequests().length / ENTRIES;
  for (const { actions } of entries.slice(0, 20))
    for (const { key } of actions) await journal.done(key);
  const dones = dynamo.takeRequests().length / 60;
  const bareMs = await timed(entries, (entry) =>
    client.send(
      new PutItemCommand({
        TableName: bareTable,
        Item: {
          home: { S: 'journal' },
          seq: { N: String(entry.seq) },
          entry: { S: JSON.stringify(entry) },
        },
      }),
    ),
  );
  const limit = { name: 'limit of the project', value: ROUND_TRIPS_MAX };
  return [
    atMost('append and outbox', appends, 'round trips', ROUND_TRIPS_MAX, limit),
    measured('an action done, its entry known', dones, 'round trips'),
    measured('append', appendMs, 'ms', { name: 'bare PutItem', value: bareMs }),
  ];
}

async function timed(
  entries: readonly JournalEntry[],
  put: (entry: JournalEntry) => Promise<unknown>,
): Promise<number> {
  const startedMs = performance.now();
  for (const entry of entries) await put(entry);
  return (performance.now() - startedMs) / entries.length;
}

function chain(count: number): readonly JournalEntry[] {
  const entries: JournalEntry[] = [];
  for (let index = 0; index < count; index += 1) {
    const event = { kind: 'home-started', at: epochMs(index * 1_000), version: '0.0.0' } as const;
    const actions = ['a', 'b', 'c'].map(
      (name): Action => ({
        kind: 'raise-task',
        key: `nord/task/${index}${name}`,
        task: {
          kind: 'mirror-gone',
          reasons: ['le miroir sert une autre copie que la dernière publiée, et ne répond guère'],
        },
      }),
    );
    entries.push(chainEntry(entries.at(-1) ?? null, event, actions, hashOf));
  }
  return entries;
}
