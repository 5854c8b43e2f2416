// Goal: what DynamoDB alone can do to the journal: answers lost, given late or refused, two workers,
// items that do not fit. Method: the adapter over dynalite, with faults put between; and the engine.
import { QueryCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoJournal } from '../../adapters/aws/dynamo-journal.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { openEngine } from '../../app/engine.ts';
import type { Journal } from '../../app/ports.ts';
import { JOURNAL_TABLE } from '../../config/aws-tables.ts';
import { faultInChain } from '../../core/journal/chain.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { epochMs } from '../../core/units.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { chained, startedAt, task } from '../fixtures/journal.ts';
import { testPolicy } from '../fixtures/policy.ts';
import { BELL, fitMirror, roundOf } from '../fixtures/timeline.ts';

let dynamo: DynamoEndpoint;
let table = '';
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());
beforeEach(async () => {
  table = await dynamo.makeTable(JOURNAL_TABLE);
});
const open = (options?: { readonly maxAttempts: number }) =>
  createDynamoJournal({ client: options ? dynamo.clientWith(options) : dynamo.client, table });
const [first, second] = chained([1, 2].map(startedAt), (_, index) => [
  task(`${index}a`),
  task(`${index}b`),
]) as [JournalEntry, JournalEntry];
const refusal = (type: string, more = {}) => ({
  kind: 'answer' as const,
  status: type === 'InternalServerError' ? 500 : 400,
  body: { __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'no', ...more },
});

describe('appending', () => {
  it('is one round trip, with all actions', async () => {
    await open().append(first);
    expect(dynamo.takeRequests()).toEqual(['PutItem']);
  });

  it('finds its own entry when the first answer was lost and the SDK asked again', async () => {
    dynamo.failNext({ kind: 'lose-answer' });
    await open().append(first);
    expect(dynamo.takeRequests()).toEqual(['PutItem', 'PutItem', 'GetItem']);
    expect(await all(open())).toEqual([first]);
  });

  it('needs no second look where the refusal tells what stands, as AWS does', async () => {
    const Item = { writer: { S: 'somebody' } };
    dynamo.failNext(refusal('ConditionalCheckFailedException', { Item }));
    await expect(open().append(first)).rejects.toMatchObject({ code: 'journal-conflict' });
    expect(dynamo.takeRequests()).toEqual(['PutItem']);
  });

  it('does not take the very same entry of another writer for its own', async () => {
    await open().append(first);
    await expect(open().append(first)).rejects.toMatchObject({ code: 'journal-conflict' });
  });

  it.each(['ProvisionedThroughputExceededException', 'InternalServerError', 'ThrottlingException'])(
    'asks to be tried again after %s',
    async (type) => {
      dynamo.failNext(refusal(type));
      await expect(open({ maxAttempts: 1 }).append(first)).rejects.toMatchObject({
        code: 'store-unavailable',
        retryable: true,
      });
    },
  );

  it('does not ask for what only a person can mend', async () => {
    dynamo.failNext(refusal('AccessDeniedException'));
    await expect(open({ maxAttempts: 1 }).append(first)).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: false,
    });
  });

  it('refuses what does not fit in an item before it is sent', async () => {
    const [large] = chained([{ kind: 'home-started', at: epochMs(1), version: 'v'.repeat(4e5) }]);
    await expect(open().append(large as JournalEntry)).rejects.toThrow('Keep what is large');
    expect(dynamo.takeRequests()).toEqual([]);
  });
});

describe('the outbox', () => {
  it('is undisturbed by two workers at once, and leaves nothing in the index', async () => {
    await open().append(first);
    const [one, other] = [open(), open()];
    const keys = first.actions.map(({ key }) => key) as [string, string];
    await Promise.all([
      one.done(keys[0]),
      other.done(keys[1]),
      other.retryAt(keys[0], epochMs(9), 'tard'),
    ]);
    expect(await open().due(epochMs(10), 9)).toEqual([]);
    expect(await indexed()).toBe(0);
  });

  it('never changes an entry', async () => {
    const journal = open();
    await journal.append(first);
    await journal.retryAt(first.actions[0]?.key ?? '', epochMs(5), 'x'.repeat(10_000));
    await journal.done(first.actions[1]?.key ?? '');
    await journal.done('unknown');
    expect(await all(open())).toEqual([first]);
  });

  it('finds an entry that went through this process without the index', async () => {
    await open().append(first);
    const worker = open();
    await all(worker);
    dynamo.takeRequests();
    await worker.done(first.actions[0]?.key ?? '');
    expect(dynamo.takeRequests()).toEqual(['UpdateItem', 'UpdateItem']);
  });

  it('takes off the list what a killed worker left without open actions', async () => {
    await open().append(first);
    await dynamo.client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: { home: { S: 'journal' }, seq: { N: '1' } },
        UpdateExpression: 'SET #open = :none',
        ExpressionAttributeNames: { '#open': 'open' },
        ExpressionAttributeValues: { ':none': { M: {} } },
      }),
    );
    expect(await open().pending()).toBe(0);
    expect(await indexed()).toBe(0);
  });

  it('asks again for entries that a busy table did not give', async () => {
    const journal = open();
    for (const entry of [first, second]) await journal.append(entry);
    const Keys = [1, 2].map((seq) => ({ home: { S: 'journal' }, seq: { N: String(seq) } }));
    await journal.pending();
    dynamo.takeRequests();
    const page = { Items: Keys.map((key) => ({ ...key, openHome: { S: 'open' } })), Count: 2 };
    const busy = { Responses: { [table]: [] }, UnprocessedKeys: { [table]: { Keys } } };
    dynamo.failNext(
      { kind: 'answer', status: 200, body: page },
      { kind: 'answer', status: 200, body: busy },
    );
    expect(await journal.pending()).toBe(4);
    expect(dynamo.takeRequests()).toEqual(['Query', 'BatchGetItem', 'BatchGetItem']);
  });

  const indexed = async () => {
    const query = {
      TableName: table,
      IndexName: 'open',
      KeyConditionExpression: 'openHome = :open',
      ExpressionAttributeValues: { ':open': { S: 'open' } },
    };
    return (await dynamo.client.send(new QueryCommand(query))).Count;
  };
});

describe('two engines on one table', () => {
  it('race, keep one chain and one turn, and end in the same state', async () => {
    const at = (sec: number) => epochMs(BELL + sec * 1_000);
    const policy = testPolicy();
    const engines = await Promise.all(
      [open(), open()].map((journal) => openEngine(journal, policy, hashOf)),
    );
    const tell = (event: Parameters<(typeof engines)[0]['handle']>[0]) =>
      Promise.all(engines.map((engine) => engine.handle(event)));
    await tell(fitMirror('nord', at(0)));
    for (let round = 1; round <= 6; round += 1) await tell(roundOf('nord', at(10 * round), 'xxx'));
    const states = await Promise.all(engines.map((engine) => engine.refresh()));
    expect(states[0]).toEqual(states[1]);
    const entries = await all(open());
    expect(engines.map((engine) => engine.head())).toEqual([entries.at(-1), entries.at(-1)]);
    expect(
      entries.filter((one, index) => faultInChain(entries[index - 1] ?? null, one, hashOf)),
    ).toEqual([]);
    const turns = entries.flatMap(({ actions }) => actions.filter((a) => a.kind === 'turn-dns'));
    expect(turns).toHaveLength(1);
  });
});

async function all(journal: Journal): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for await (const entry of journal.read(1)) entries.push(entry);
  return entries;
}
