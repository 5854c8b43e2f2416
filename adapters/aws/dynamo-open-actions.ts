import { type DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { OutboxItem } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';

export interface OpenActions {
  /** @returns null when the action is done, or was never there */
  find(seq: number, key: string): Promise<OutboxItem | null>;
}

/**
 * One action of the outbox, by its entry's number: one consistent read of the journal's item. The
 * index of open actions lags behind by moments, and would call an action done that has just begun.
 */
export const createDynamoOpenActions = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): OpenActions => ({
  find: async (seq, key) => {
    const { Item } = await client
      .send(
        new GetItemCommand({
          TableName: table,
          Key: { home: { S: 'journal' }, seq: { N: String(seq) } },
          ConsistentRead: true,
          ProjectionExpression: '#entry, #open.#key',
          ExpressionAttributeNames: { '#entry': 'entry', '#open': 'open', '#key': key },
        }),
      )
      .catch((cause: unknown) => {
        throw unreadable(seq, cause);
      });
    const open = Item?.['open']?.M?.[key]?.M;
    const text = Item?.['entry']?.S;
    if (open === undefined || text === undefined) return null;
    const { actions } = JSON.parse(text) as JournalEntry;
    const action = actions.find((one) => one.key === key);
    return action === undefined ? null : { action, seq, tries: Number(open['tries']?.N ?? 0) };
  },
});

const unreadable = (seq: number, cause: unknown): PreauError =>
  new PreauError(
    'store-unavailable',
    `Expected to read entry ${seq} of the journal, got: ${String(cause)}. It is tried again.`,
    { cause, retryable: true },
  );
