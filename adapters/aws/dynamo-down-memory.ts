import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { epochMs, type EpochMs, minutes } from '../../core/units.ts';
import type { DownMemory } from '../local/sms-fallback.ts';
import { askDynamo } from './dynamo-error.ts';

export interface DownMemoryOptions {
  readonly client: DynamoDBClient;
  /** Of scratch: it needs `dynamodb:UpdateItem`. */
  readonly table: string;
  readonly key: string;
}

/**
 * What was put off is tried again after five minutes at most: a longer silence means that nobody
 * asked, and says nothing of the provider. Chosen.
 */
const FORGOTTEN_AFTER = minutes(30);

/**
 * Since when a provider is down, in one item that all processes share: a function that goes on in
 * another process still knows it.
 *
 * @returns its methods throw PreauError `store-unavailable` when the item cannot be written
 */
export function createDynamoDownMemory(options: DownMemoryOptions): DownMemory {
  return {
    down: async (now) => {
      const since = await still(options, now);
      return since ?? (await anew(options, now));
    },
    up: async () => {
      await update(options, 'REMOVE #since, #last', null, {});
    },
  };
}

/** @returns null when it was up, or when nobody asked for long */
const still = (options: DownMemoryOptions, now: EpochMs): Promise<EpochMs | null> =>
  update(options, 'SET #last = :now', 'attribute_exists(#since) AND #last > :forgotten', {
    ':now': now,
    ':forgotten': now - FORGOTTEN_AFTER,
  });

/** Another process may have begun at the same moment: its word is as good. */
async function anew(options: DownMemoryOptions, now: EpochMs): Promise<EpochMs> {
  await update(options, 'SET #since = :now, #last = :now', null, { ':now': now });
  return now;
}

async function update(
  { client, table, key }: DownMemoryOptions,
  change: string,
  condition: string | null,
  values: Readonly<Record<string, number>>,
): Promise<EpochMs | null> {
  const command = new UpdateItemCommand({
    TableName: table,
    Key: { key: { S: key } },
    UpdateExpression: change,
    ExpressionAttributeNames: { '#since': 'downSince', '#last': 'downLast' },
    ...(condition !== null && { ConditionExpression: condition }),
    ...(Object.keys(values).length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, { N: String(value) }]),
      ),
    }),
    ReturnValues: 'ALL_NEW',
  });
  const answer = await askDynamo(`remembering ${key}`, () => client.send(command));
  const since = answer?.Attributes?.['downSince']?.N;
  return since === undefined ? null : epochMs(Number(since));
}
