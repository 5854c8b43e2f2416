import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { askDynamo } from './dynamo-error.ts';
import { keyOf } from './dynamo-journal-item.ts';

/** Of a reason why an action waits, kept for whoever looks at the table; chosen. */
const WHY_CHARACTERS = 200;

interface Table {
  readonly client: DynamoDBClient;
  readonly table: string;
}

/** What is done is taken out of its entry's map, alone: who does the next one is not disturbed. */
export async function removeAction(home: Table, seq: number, key: string): Promise<void> {
  const names = { '#open': 'open', '#key': key };
  const removed = await update(home, seq, {
    UpdateExpression: 'REMOVE #open.#key',
    ConditionExpression: 'attribute_exists(#open.#key)',
    ExpressionAttributeNames: names,
  });
  if (removed) await closeEntry(home, seq);
}

/** Take an entry off the list once none of its actions is open. */
export async function closeEntry(home: Table, seq: number): Promise<void> {
  await update(home, seq, {
    UpdateExpression: 'REMOVE #open, #openHome',
    ConditionExpression: 'size(#open) = :none',
    ExpressionAttributeNames: { '#open': 'open', '#openHome': 'openHome' },
    ExpressionAttributeValues: { ':none': { N: '0' } },
  });
}

/** One try more, and not before `at`. Nothing when it is done already. */
export async function postponeAction(
  home: Table,
  seq: number,
  key: string,
  at: number,
  why: string,
): Promise<void> {
  await update(home, seq, {
    UpdateExpression:
      'SET #open.#key.#tries = #open.#key.#tries + :one, #open.#key.#dueAt = :at, #open.#key.#why = :why',
    ConditionExpression: 'attribute_exists(#open.#key)',
    ExpressionAttributeNames: {
      '#open': 'open',
      '#key': key,
      '#tries': 'tries',
      '#dueAt': 'dueAt',
      '#why': 'why',
    },
    ExpressionAttributeValues: {
      ':one': { N: '1' },
      ':at': { N: String(at) },
      ':why': { S: why.slice(0, WHY_CHARACTERS) },
    },
  });
}

type Change = Omit<
  ConstructorParameters<typeof UpdateItemCommand>[0],
  'TableName' | 'Key' | 'ReturnValues'
>;

/** @returns whether the condition held */
async function update({ client, table }: Table, seq: number, change: Change): Promise<boolean> {
  const command = new UpdateItemCommand({ TableName: table, Key: keyOf(seq), ...change });
  const what = `noting what is done of entry ${seq}`;
  return (await askDynamo(what, () => client.send(command))) !== null;
}
