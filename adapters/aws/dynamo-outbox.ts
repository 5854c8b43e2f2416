import { BatchGetItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { setTimeout as wait } from 'node:timers/promises';
import type { Outbox, OutboxItem } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { dynamoError } from './dynamo-error.ts';
import { entryOf, type Item, keyOf, OPEN_HOME, openOf, seqOf } from './dynamo-journal-item.ts';
import { closeEntry, postponeAction, removeAction } from './dynamo-outbox-change.ts';

/** Name of the sparse index over entries with open actions. */
const OPEN_INDEX = 'open';

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html */
const BATCH = 100;
/** Some 6 s in all, then the caller tries again. Chosen. */
const BATCH_TRIES = 7;
/** Keys kept in mind of entries that went through here; older ones are looked up. Chosen. */
const REMEMBERED_MAX = 5_000;

interface OutboxTable {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/**
 * The actions that are not done: those entries of the journal that the sparse index `open` lists.
 *
 * The index follows the table within moments, not at once: an action just appended may be seen a
 * little later, never not at all, and the table's stream is quicker anyway. Which of an entry's
 * actions are open is then read from the table itself, consistently: one that is done is not given
 * again. Whose entry has gone through this process, by append or read, is found without the
 * index; the `done` of another that the index does not list yet is lost, and the action given once
 * more. A key that a later entry raises while it is open is the same action; raised again after
 * it is done, it is open again, and as every action may be done twice, that is harmless.
 *
 * It needs `dynamodb:Query` on the index, and on the table `dynamodb:BatchGetItem` and
 * `dynamodb:UpdateItem`, whose expressions name `home`, `seq`, `open` and `openHome` only.
 */
export function createDynamoOutbox(
  home: OutboxTable,
): Outbox & { readonly remember: (entry: JournalEntry) => void } {
  const remembered = new Map<string, readonly number[]>();
  const remember = ({ seq, actions }: JournalEntry): void => {
    for (const { key } of actions)
      remembered.set(key, [...new Set([...(remembered.get(key) ?? []), seq])]);
    while (remembered.size > REMEMBERED_MAX) {
      const [oldest] = remembered.keys();
      if (oldest === undefined) return;
      remembered.delete(oldest);
    }
  };

  /** In every entry that raised this key: those known by heart, else those that the index lists. */
  const change = async (key: string, apply: (seq: number) => Promise<void>): Promise<void> => {
    const known = remembered.get(key);
    if (known !== undefined) await Promise.all(known.map(apply));
    else
      for await (const item of openEntries(home))
        if (openOf(item).has(key)) await apply(seqOf(item));
  };

  return {
    remember,
    due: async (now, limit) => {
      const due: OutboxItem[] = [];
      for await (const { item, key, tries, dueAt } of openActions(home)) {
        if (due.length >= limit) break;
        if (dueAt > now) continue;
        const action = entryOf(item).actions.find((one) => one.key === key);
        if (action) due.push({ action, seq: seqOf(item), tries });
      }
      return due;
    },
    done: (key) => change(key, (seq) => removeAction(home, seq, key)),
    retryAt: (key, at, why) => change(key, (seq) => postponeAction(home, seq, key, at, why)),
    pending: async () => {
      const keys = new Set<string>();
      for await (const { key } of openActions(home)) keys.add(key);
      return keys.size;
    },
  };
}

interface Found {
  readonly item: Item;
  readonly key: string;
  readonly tries: number;
  readonly dueAt: number;
}

/** Each open key once, by its first entry, in the order of entries and of doing within one. */
async function* openActions(home: OutboxTable): AsyncGenerator<Found> {
  const seen = new Set<string>();
  for await (const item of openEntries(home)) {
    const open = openOf(item);
    // A worker was killed between the last action of an entry and taking it off the list.
    if (open.size === 0) await closeEntry(home, seqOf(item));
    for (const { key } of entryOf(item).actions) {
      const standing = open.get(key);
      if (!standing || seen.has(key)) continue;
      seen.add(key);
      yield { item, key, ...standing };
    }
  }
}

/** The items that the index lists, oldest first, as they stand in the table now. */
async function* openEntries({ client, table }: OutboxTable): AsyncGenerator<Item> {
  for (let start: Item | undefined; ; ) {
    const page = await client
      .send(
        new QueryCommand({
          TableName: table,
          IndexName: OPEN_INDEX,
          KeyConditionExpression: '#openHome = :open',
          ExpressionAttributeNames: { '#openHome': 'openHome' },
          ExpressionAttributeValues: { ':open': { S: OPEN_HOME } },
          Limit: BATCH,
          ...(start && { ExclusiveStartKey: start }),
        }),
      )
      .catch((error: unknown) => {
        throw dynamoError(error, 'reading the open actions');
      });
    yield* await readItems({ client, table }, (page.Items ?? []).map(seqOf));
    if (page.LastEvaluatedKey === undefined) return;
    start = page.LastEvaluatedKey;
  }
}

/** At most {@link BATCH} items; DynamoDB gives 16 MB of them at a time, and the rest when asked again. */
async function readItems(
  { client, table }: OutboxTable,
  seqs: readonly number[],
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let keys = seqs.map(keyOf);
  for (let tries = 1; keys.length > 0; tries += 1) {
    const request = { RequestItems: { [table]: { Keys: keys, ConsistentRead: true } } };
    const answer = await client.send(new BatchGetItemCommand(request)).catch((error: unknown) => {
      throw dynamoError(error, 'reading the open actions');
    });
    const found = answer.Responses?.[table] ?? [];
    items.push(...found);
    keys = answer.UnprocessedKeys?.[table]?.Keys ?? [];
    if (keys.length === 0) break;
    if (found.length > 0) tries = 0;
    if (tries >= BATCH_TRIES)
      throw new PreauError(
        'store-unavailable',
        `Expected ${seqs.length} entries with open actions, got all but ${keys.length}: the table is busy. It is tried again.`,
        { retryable: true },
      );
    await wait(50 * 2 ** tries * (0.5 + Math.random() / 2));
  }
  return items.toSorted((one, other) => seqOf(one) - seqOf(other));
}
