import {
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { Item } from './dynamo-deliveries-item.ts';
import { number, text } from './dynamo-deliveries-values.ts';
import { dynamoError, isConditionFalse } from './dynamo-error.ts';

/** One table, and the five ways in which the ledger touches it. */
export interface DeliveriesStore {
  /** The item as it is now, read with consistency; null when there is none. */
  get(home: string, name: string): Promise<Item | null>;
  /** Adds it, unless its key is there already. @returns false when it was */
  add(item: Item): Promise<boolean>;
  /** Puts it in the place of the item of that revision. @returns false when it is another by now */
  replace(item: Item, revision: number): Promise<boolean>;
  /** @returns the whole item after the change, null when the condition does not hold */
  update(input: Omit<UpdateItemCommandInput, 'TableName' | 'ReturnValues'>): Promise<Item | null>;
  /** Items in order, at most `limit`, over as many pages as they fill. */
  query(input: Query, limit?: number): Promise<readonly Item[]>;
  /** How many items there are, without reading them here. */
  count(input: Query): Promise<number>;
}

export type Query = Pick<
  QueryCommandInput,
  'IndexName' | 'KeyConditionExpression' | 'ProjectionExpression'
> & {
  readonly values: Readonly<Record<`:${string}`, string | number>>;
  /** @default true; a global index knows no other than false */
  readonly consistent?: boolean;
};

/**
 * Each method throws `store-unavailable`, retryable when DynamoDB asks for patience or does not
 * answer. No batch writes: they know no conditions, and would report what they left undone.
 */
export function openDeliveriesStore(client: DynamoDBClient, table: string): DeliveriesStore {
  const TableName = table;
  const tell =
    (what: string) =>
    (error: unknown): never => {
      throw dynamoError(error, `${what} in table ${table}`);
    };
  const put = async (Item: Item, condition: string, revision?: number): Promise<boolean> => {
    const values = revision === undefined ? undefined : { ':revision': number(revision) };
    const input = { TableName, Item, ConditionExpression: condition };
    return client
      .send(new PutItemCommand({ ...input, ...(values && { ExpressionAttributeValues: values }) }))
      .then(() => true, orOnCondition(false))
      .catch(tell('writing a delivery'));
  };

  return {
    get: async (home, name) => {
      const Key = { home: text(home), name: text(name) };
      const command = new GetItemCommand({ TableName, Key, ConsistentRead: true });
      const { Item } = await client.send(command).catch(tell('reading a delivery'));
      return Item ?? null;
    },
    add: (item) => put(item, 'attribute_not_exists(home)'),
    replace: (item, revision) => put(item, 'revision = :revision', revision),
    update: (input) =>
      client
        .send(new UpdateItemCommand({ ...input, TableName, ReturnValues: 'ALL_NEW' }))
        .then(({ Attributes }) => Attributes ?? null, orOnCondition(null))
        .catch(tell('changing a delivery')),
    query: async (input, limit = Number.POSITIVE_INFINITY) => {
      const items: Item[] = [];
      if (limit <= 0) return items;
      for await (const page of pages(client, { TableName, ...written(input) }, tell, limit)) {
        items.push(...(page.Items ?? []));
        if (items.length >= limit) break;
      }
      return items.slice(0, limit);
    },
    count: async (input) => {
      let sum = 0;
      const counting = { TableName, ...written(input), Select: 'COUNT' as const };
      for await (const page of pages(client, counting, tell)) sum += page.Count ?? 0;
      return sum;
    },
  };
}

/** What a query finds, page by page: DynamoDB ends one at 1 MB. */
async function* pages(
  client: DynamoDBClient,
  input: QueryCommandInput,
  tell: (what: string) => (error: unknown) => never,
  limit = Number.POSITIVE_INFINITY,
) {
  let start: Item | undefined;
  do {
    const page = await client
      .send(
        new QueryCommand({
          ...input,
          ...(Number.isFinite(limit) && { Limit: limit }),
          ...(start && { ExclusiveStartKey: start }),
        }),
      )
      .catch(tell('looking for deliveries'));
    yield page;
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
}

/** A condition that does not hold is an answer; anything else is a failure. */
const orOnCondition =
  <T>(answer: T) =>
  (error: unknown): T => {
    if (isConditionFalse(error)) return answer;
    throw error;
  };

const written = ({ values, consistent = true, ...input }: Query) => ({
  ...input,
  ConsistentRead: consistent,
  ExpressionAttributeValues: Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? number(value) : text(value),
    ]),
  ),
});
