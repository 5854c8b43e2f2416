import {
  type AttributeValue,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Call, CallLedger, EndpointStanding } from '../../app/subscriptions/ports.ts';
import { epochMs } from '../../core/units.ts';
import { dynamoError, isConditionFalse } from './dynamo-error.ts';

type Item = Readonly<Record<string, AttributeValue>>;

/** A body that its endpoint was never brought goes by itself. Chosen: long after it is given up. */
const BODY_KEPT_SEC = 14 * 24 * 3_600;

const DOING = 'keeping what a webhook is owed in the scratch table';

/**
 * What endpoints are owed, in the scratch table: `webhook/<endpoint>` has its standing and the ids of its
 * calls in order, `webhook/<endpoint>/<id>` one call's body. Bodies are written before their ids, so that
 * an id always leads to one; whoever ends in between writes them again.
 *
 * One function at a time may work on an endpoint. It needs GetItem, PutItem, UpdateItem and DeleteItem.
 */
export function createDynamoCallLedger({
  client,
  table: TableName,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): CallLedger {
  const { at, look, change } = itemsOf({ client, table: TableName });
  return {
    standing: async (endpoint, head) => {
      const none = { ':head': { N: String(head) }, ':none': { L: [] }, ':zero': { N: '0' } };
      const begin = 'SET #seq = :head, #waiting = :none, #failures = :zero';
      await change(endpoint, begin, none, 'attribute_not_exists(#seq)');
      // A journal that was begun anew is shorter than the one that was read before.
      await change(endpoint, 'SET #seq = :head', { ':head': none[':head'] }, '#seq > :head');
      return readStanding((await look(endpoint)) ?? {});
    },
    owe: async (endpoint, calls, seq) => {
      for (const call of calls) {
        const Item = { key: { S: keyOf(endpoint, call.id) }, ...bodyOf(call) };
        await client.send(new PutItemCommand({ TableName, Item })).catch(rethrow);
      }
      await change(
        endpoint,
        'SET #seq = :seq, #waiting = list_append(#waiting, :ids)',
        { ':seq': { N: String(seq) }, ':ids': { L: calls.map(({ id }) => ({ S: id })) } },
        '#seq < :seq',
      );
    },
    next: async (endpoint) => {
      for (;;) {
        const [id] = idsOf(await look(endpoint));
        if (id === undefined) return null;
        const body = await look(endpoint, id);
        if (body !== null) return readCall(id, body);
        await change(endpoint, 'REMOVE #waiting[0]', { ':id': { S: id } }, '#waiting[0] = :id');
      }
    },
    settle: async (endpoint, id, standing) => {
      const { set, values } = standingIn(standing);
      const first = { ...values, ':id': { S: id } };
      await change(endpoint, `${set} REMOVE #waiting[0]`, first, '#waiting[0] = :id');
      await client.send(new DeleteItemCommand(at(endpoint, id))).catch(rethrow);
    },
    postpone: async (endpoint, standing) => {
      const { set, values } = standingIn(standing);
      await change(endpoint, set, values);
    },
    waiting: async (endpoint) => {
      const ids = idsOf(await look(endpoint));
      const [first] = ids;
      const oldest = first === undefined ? null : await look(endpoint, first);
      return { calls: ids.length, since: oldest && readInstant(oldest['at']) };
    },
  };
}

/** One item's reading and changing. */
function itemsOf({ client, table: TableName }: Parameters<typeof createDynamoCallLedger>[0]) {
  const at = (endpoint: string, id?: string) => ({
    TableName,
    Key: { key: { S: keyOf(endpoint, id) } },
  });
  const look = async (endpoint: string, id?: string): Promise<Item | null> => {
    const asked = new GetItemCommand({ ...at(endpoint, id), ConsistentRead: true });
    return (await client.send(asked).catch(rethrow)).Item ?? null;
  };
  const change = async (
    endpoint: string,
    UpdateExpression: string,
    values: Item,
    ConditionExpression?: string,
  ): Promise<boolean> => {
    const asked = new UpdateItemCommand({
      ...at(endpoint),
      UpdateExpression,
      ...(ConditionExpression && { ConditionExpression }),
      ExpressionAttributeNames: namesIn(`${UpdateExpression} ${ConditionExpression ?? ''}`),
      ExpressionAttributeValues: values,
    });
    return whether(client.send(asked));
  };
  return { at, look, change };
}

const keyOf = (endpoint: string, id?: string): string =>
  id === undefined ? `webhook/${endpoint}` : `webhook/${endpoint}/${id}`;

const namesIn = (expression: string): Record<string, string> =>
  Object.fromEntries([...expression.matchAll(/#(\w+)/g)].map(([name, bare]) => [name, bare ?? '']));

const rethrow = (error: unknown): never => {
  throw dynamoError(error, DOING);
};

/** @returns false where the condition did not hold */
async function whether(sent: Promise<unknown>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (isConditionFalse(error)) return false;
    throw dynamoError(error, DOING);
  }
}

const instant = (at: number | null): AttributeValue =>
  at === null ? { NULL: true } : { N: String(at) };

const standingIn = ({ failures, failingSince, until }: Omit<EndpointStanding, 'seq'>) => ({
  set: 'SET #failures = :failures, #failingSince = :since, #until = :until',
  values: {
    ':failures': { N: String(failures) },
    ':since': instant(failingSince),
    ':until': instant(until),
  },
});

const readInstant = (value: AttributeValue | undefined) =>
  value?.N === undefined ? null : epochMs(Number(value.N));

const readStanding = (item: Item): EndpointStanding => ({
  seq: Number(item['seq']?.N ?? 0),
  failures: Number(item['failures']?.N ?? 0),
  failingSince: readInstant(item['failingSince']),
  until: readInstant(item['until']),
});

const idsOf = (item: Item | null): readonly string[] =>
  (item?.['waiting']?.L ?? []).flatMap(({ S }) => (S === undefined ? [] : [S]));

const bodyOf = ({ at, body }: Call): Item => ({
  at: { N: String(at) },
  body: { S: body },
  expires: { N: String(Math.floor(at / 1_000) + BODY_KEPT_SEC) },
});

const readCall = (id: string, item: Item): Call => ({
  id,
  at: epochMs(Number(item['at']?.N ?? 0)),
  body: item['body']?.S ?? '',
});
