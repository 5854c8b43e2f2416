import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { OutboxItem } from '../../app/ports.ts';
import { dynamoError } from './dynamo-error.ts';
import { entryOf, keyOf, openOf } from './dynamo-journal-item.ts';

export interface OpenActions {
  /** @returns null when the action is done, or was never there */
  find(seq: number, key: string): Promise<OutboxItem | null>;
}

/**
 * One action of the outbox, by its entry's number: one consistent read of the journal's item. The
 * index of open actions lags behind by moments, and would call an action done that has just begun.
 *
 * It needs `dynamodb:GetItem` on the table.
 */
export const createDynamoOpenActions = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): OpenActions => ({
  find: async (seq, key) => {
    const request = { TableName: table, Key: keyOf(seq), ConsistentRead: true };
    const { Item } = await client.send(new GetItemCommand(request)).catch((error: unknown) => {
      throw dynamoError(error, `reading entry ${seq} of the journal`);
    });
    const open = Item && openOf(Item).get(key);
    if (!Item || open === undefined) return null;
    const action = entryOf(Item).actions.find((one) => one.key === key);
    return action === undefined ? null : { action, seq, tries: open.tries };
  },
});
