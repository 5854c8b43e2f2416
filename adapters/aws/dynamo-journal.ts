import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import type { Journal, Outbox } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { dynamoError, isConditionFalse } from './dynamo-error.ts';
import { entryOf, HOME, type Item, itemOf, keyOf, seqOf } from './dynamo-journal-item.ts';
import { createDynamoOutbox } from './dynamo-outbox.ts';

/** The first page is small: who looks one entry up must not pay for a megabyte. Chosen. */
const FIRST_PAGE = 16;

interface JournalTable {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/**
 * The journal and its outbox in one DynamoDB table.
 *
 * An entry and its actions are one item, put on the condition that its number is free: one round
 * trip, both or neither, and of two writers one wins. Entries are never updated.
 *
 * It needs `dynamodb:PutItem`, `GetItem` and `Query` on the table; what its outbox needs is told
 * at {@link createDynamoOutbox}.
 */
export function createDynamoJournal(home: JournalTable): Journal & Outbox {
  const { remember, ...outbox } = createDynamoOutbox(home);
  return {
    ...outbox,
    head: async () => {
      const page = await query(home, 1, { ScanIndexForward: false, Limit: 1 });
      return page.Items?.[0] ? entryOf(page.Items[0]) : null;
    },
    append: async (entry) => {
      await append(home, entry);
      remember(entry);
    },
    read: async function* (fromSeq) {
      for (let next = fromSeq, limit = FIRST_PAGE; ; limit *= 4) {
        const page = await query(home, next, { Limit: Math.min(limit, 1_000) });
        const items = page.Items ?? [];
        for (const item of items) {
          const entry = entryOf(item);
          remember(entry);
          yield entry;
        }
        const end = items.at(-1);
        if (end === undefined || page.LastEvaluatedKey === undefined) return;
        next = seqOf(end) + 1;
      }
    },
  };
}

/** One page of entries from a number on, and never a stale one. */
async function query(
  { client, table }: JournalTable,
  fromSeq: number,
  how: { readonly ScanIndexForward?: boolean; readonly Limit: number },
) {
  try {
    return await client.send(
      new QueryCommand({
        TableName: table,
        ConsistentRead: true,
        KeyConditionExpression: '#home = :home AND #seq >= :from',
        ProjectionExpression: '#seq, #entry',
        ExpressionAttributeNames: { '#home': 'home', '#seq': 'seq', '#entry': 'entry' },
        ExpressionAttributeValues: { ':home': { S: HOME }, ':from': { N: String(fromSeq) } },
        ...how,
      }),
    );
  } catch (error) {
    throw dynamoError(error, 'reading the journal');
  }
}

async function append(home: JournalTable, entry: JournalEntry): Promise<void> {
  const writer = randomUUID();
  const item = itemOf(entry, writer);
  try {
    await home.client.send(
      new PutItemCommand({
        TableName: home.table,
        Item: item,
        ConditionExpression: 'attribute_not_exists(#seq)',
        ExpressionAttributeNames: { '#seq': 'seq' },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
  } catch (error) {
    if (!isConditionFalse(error)) throw dynamoError(error, `writing entry ${entry.seq}`);
    const standing = await standingItem(home, entry.seq, error);
    // The SDK sent our own put again after its first answer was lost: it stands, and is ours.
    if (standing?.['writer']?.S === writer) return;
    throw new PreauError('journal-conflict', `entry ${entry.seq} was written by another process`, {
      cause: error,
      retryable: true,
    });
  }
}

/** What is there instead: told with the refusal, or asked for where a store does not tell it. */
async function standingItem(
  { client, table }: JournalTable,
  seq: number,
  refusal: Error,
): Promise<Item | null> {
  if (refusal instanceof ConditionalCheckFailedException && refusal.Item) return refusal.Item;
  try {
    const request = { TableName: table, Key: keyOf(seq), ConsistentRead: true };
    return (await client.send(new GetItemCommand(request))).Item ?? null;
  } catch (error) {
    throw dynamoError(error, `reading entry ${seq}`);
  }
}
