import { type DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { Rounds } from '../../app/watch/rounds.ts';
import { epochMs } from '../../core/units.ts';
import { dynamoError, isConditionFalse } from './dynamo-error.ts';

/**
 * The `Rounds` port in one item of the scratch table, `{ key: 'round', due, holder, at }`: `due`
 * only ever rises, so that one conditional write claims a round, knows a duplicate and drops what
 * was overtaken; `at` is the end of the latest round.
 *
 * It needs `dynamodb:UpdateItem` and `dynamodb:GetItem` on the table.
 */
export function createDynamoRounds({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): Rounds {
  const item = { TableName: table, Key: { key: { S: 'round' } } };
  return {
    begin: async (due, holder, apartMs) => {
      try {
        await client.send(
          new UpdateItemCommand({
            ...item,
            UpdateExpression: 'SET #due = :due, #holder = :holder',
            ConditionExpression:
              'attribute_not_exists(#due) OR (#due < :due AND #due <= :before) OR (#due = :due AND #holder = :holder)',
            ExpressionAttributeNames: { '#due': 'due', '#holder': 'holder' },
            ExpressionAttributeValues: {
              ':due': { N: String(due) },
              ':before': { N: String(due - apartMs) },
              ':holder': { S: holder },
            },
          }),
        );
        return true;
      } catch (error) {
        if (isConditionFalse(error)) return false;
        throw dynamoError(error, MARKING);
      }
    },
    end: async (at) => {
      await client
        .send(
          new UpdateItemCommand({
            ...item,
            UpdateExpression: 'SET #at = :at',
            ExpressionAttributeNames: { '#at': 'at' },
            ExpressionAttributeValues: { ':at': { N: String(at) } },
          }),
        )
        .catch(rethrow);
    },
    lastEnd: async () => {
      const { Item } = await client
        .send(new GetItemCommand({ ...item, ConsistentRead: true }))
        .catch(rethrow);
      const at = Item?.['at']?.N;
      return at === undefined ? null : epochMs(Number(at));
    },
  };
}

const MARKING = 'marking a round in the scratch table';

const rethrow = (error: unknown): never => {
  throw dynamoError(error, MARKING);
};
