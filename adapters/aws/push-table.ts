import {
  BatchGetItemCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { askDynamo } from './dynamo-error.ts';
import { keyIn, type PushItem, type PushPart } from './push-items.ts';

export interface PushTableOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** A write that is made where `condition` holds, or always. `#name` stands for the attribute `name`. */
interface Write {
  readonly condition?: string;
  /** By `:name`. */
  readonly values?: PushItem;
}

const DOING = 'keeping who subscribed by a browser';

export type PushTable = ReturnType<typeof pushTable>;

/**
 * Reads and writes of one item of the table of browsers, and of one partition. All reads are consistent.
 *
 * @throws PreauError `store-unavailable`, each of them
 */
export function pushTable({ client, table: TableName }: PushTableOptions) {
  const conditional = ({ condition, values }: Write, update = '') => {
    const names = namesIn(`${update} ${condition ?? ''}`);
    return {
      ...(condition && { ConditionExpression: condition }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(values && { ExpressionAttributeValues: values }),
    };
  };
  return {
    get: async (part: PushPart, name: string): Promise<PushItem | null> => {
      const asked = new GetItemCommand({ TableName, Key: keyIn(part, name), ConsistentRead: true });
      return (await askDynamo(DOING, () => client.send(asked)))?.Item ?? null;
    },
    /** At most a hundred; those that are not there are left out. */
    getMany: async (part: PushPart, names: readonly string[]): Promise<readonly PushItem[]> => {
      const Keys = names.map((name) => keyIn(part, name));
      const asked = new BatchGetItemCommand({
        RequestItems: { [TableName]: { Keys, ConsistentRead: true } },
      });
      // A few small items: they always fit one answer, and what is put off by a busy table comes as absent.
      return (await askDynamo(DOING, () => client.send(asked)))?.Responses?.[TableName] ?? [];
    },
    /** @returns whether it was made */
    put: async (part: PushPart, name: string, item: PushItem, write: Write = {}) => {
      const Item = { ...keyIn(part, name), ...item };
      const asked = new PutItemCommand({ TableName, Item, ...conditional(write) });
      return (await askDynamo(DOING, () => client.send(asked))) !== null;
    },
    /** @returns whether it was made */
    update: async (part: PushPart, name: string, UpdateExpression: string, write: Write = {}) => {
      const Key = keyIn(part, name);
      const more = conditional(write, UpdateExpression);
      const asked = new UpdateItemCommand({ TableName, Key, UpdateExpression, ...more });
      return (await askDynamo(DOING, () => client.send(asked))) !== null;
    },
    /** @returns what stood there; null where nothing did, or the condition did not hold */
    remove: async (part: PushPart, name: string, write: Write = {}): Promise<PushItem | null> => {
      const Key = keyIn(part, name);
      const more = { ReturnValues: 'ALL_OLD', ...conditional(write) } as const;
      const asked = new DeleteItemCommand({ TableName, Key, ...more });
      return (await askDynamo(DOING, () => client.send(asked)))?.Attributes ?? null;
    },
    /** One page of a partition, in the order of names. `last`: nothing comes after it. */
    list: async (
      part: PushPart,
      bound: { readonly op: '>' | '<'; readonly name: string },
      limit: number,
    ): Promise<{ readonly items: readonly PushItem[]; readonly last: boolean }> => {
      const asked = new QueryCommand({
        TableName,
        KeyConditionExpression: `#part = :part AND #name ${bound.op} :name`,
        ExpressionAttributeNames: { '#part': 'part', '#name': 'name' },
        ExpressionAttributeValues: { ':part': { S: part }, ':name': { S: bound.name } },
        ConsistentRead: true,
        Limit: limit,
      });
      const found = await askDynamo(DOING, () => client.send(asked));
      return { items: found?.Items ?? [], last: found?.LastEvaluatedKey === undefined };
    },
  };
}

const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries([...expression.matchAll(/#(\w+)/g)].map(([name, bare]) => [name, bare ?? '']));
