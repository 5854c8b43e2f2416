import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { BatchWriteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { Observations } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { dynamoError } from './dynamo-error.ts';
import { groupRounds, instantKey, ROUND_SPAN_MS } from './dynamo-observations-round.ts';

/** A complaint is filed within weeks; chosen. */
const KEEP_DAYS = 90;
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html */
const BATCH = 25;
/** Some 6 s in all, then the caller hears of it. Chosen. */
const TRIES = 7;
/** The most that one question gives back, as in the other home. */
const ROWS_MAX = 30_000;

type Write = ReturnType<typeof writeOf>;

/**
 * Every measurement in one DynamoDB table: one item per platform and round, gone after `keepDays`.
 *
 * It needs `dynamodb:BatchWriteItem` and `dynamodb:Query` on the table.
 */
export function createDynamoObservations({
  client,
  table,
  keepDays = KEEP_DAYS,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly keepDays?: number;
}): Observations {
  let added = 0;
  return {
    add: async (observations) => {
      const writes = groupRounds(observations).map((round) => {
        // Two calls for one instant are two items, in the order that they came in.
        const order = `${Date.now()}-${String((added += 1)).padStart(9, '0')}`;
        return writeOf(round, `${order}-${randomUUID().slice(0, 8)}`, keepDays);
      });
      for (let from = 0; from < writes.length; from += BATCH)
        await writeAll(client, table, writes.slice(from, from + BATCH));
    },
    between: async (platform, from, to) => {
      // DynamoDB refuses a range that ends before it begins.
      if (to < from) return [];
      const found: Observation[] = [];
      const first = instantKey(Math.max(0, from - ROUND_SPAN_MS));
      for await (const seen of stored(client, table, platform, first, `${instantKey(to)}~`))
        if (seen.at >= from && seen.at <= to) found.push(seen);
      return found.toSorted((one, other) => one.at - other.at).slice(0, ROWS_MAX);
    },
  };
}

function writeOf(round: readonly Observation[], order: string, keepDays: number) {
  const [first] = round;
  const at = first?.at ?? 0;
  return {
    PutRequest: {
      Item: {
        platform: { S: String(first?.platform) },
        at: { S: `${instantKey(at)}#${order}` },
        seen: { S: JSON.stringify(round) },
        expires: { N: String(Math.ceil(at / 1_000) + keepDays * 86_400) },
      },
    },
  };
}

/** All of them, however often a busy table gives some back. */
async function writeAll(
  client: DynamoDBClient,
  table: string,
  writes: readonly Write[],
): Promise<void> {
  const what = `writing ${writes.length} rounds of observations`;
  let request = { RequestItems: { [table]: [...writes] } };
  for (let tries = 1; ; tries += 1) {
    const answer = await client.send(new BatchWriteItemCommand(request)).catch((error: unknown) => {
      throw dynamoError(error, what);
    });
    const left = answer.UnprocessedItems?.[table] ?? [];
    if (left.length === 0) return;
    if (tries === TRIES)
      throw new PreauError(
        'store-unavailable',
        `Expected ${what} to succeed, got ${left.length} back: the table is busy. Try again.`,
        { retryable: true },
      );
    const keys = new Set(left.map(({ PutRequest }) => PutRequest?.Item?.['at']?.S));
    const again = writes.filter(({ PutRequest }) => keys.has(PutRequest.Item.at.S));
    request = { RequestItems: { [table]: again } };
    await wait(50 * 2 ** tries * (0.5 + Math.random() / 2));
  }
}

/** What stands in items whose keys are between the two, as this very code wrote it. */
async function* stored(
  client: DynamoDBClient,
  table: string,
  platform: string,
  first: string,
  last: string,
): AsyncGenerator<Observation> {
  let count = 0;
  const query = {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: '#platform = :platform AND #at BETWEEN :first AND :last',
    ExpressionAttributeNames: { '#platform': 'platform', '#at': 'at' },
    ExpressionAttributeValues: {
      ':platform': { S: platform },
      ':first': { S: first },
      ':last': { S: last },
    },
  };
  let start: { readonly ExclusiveStartKey?: Record<string, { readonly S: string }> } = {};
  while (count < ROWS_MAX) {
    const page = await client
      .send(new QueryCommand({ ...query, ...start }))
      .catch((error: unknown) => {
        throw dynamoError(error, 'reading observations');
      });
    for (const item of page.Items ?? []) {
      const round = JSON.parse(item['seen']?.S ?? '[]') as readonly Observation[];
      count += round.length;
      yield* round;
    }
    const at = page.LastEvaluatedKey?.['at']?.S;
    if (at === undefined) return;
    start = { ExclusiveStartKey: { platform: { S: platform }, at: { S: at } } };
  }
}
