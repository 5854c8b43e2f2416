import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoJournal } from '../adapters/aws/dynamo-journal.ts';
import { createDynamoOpenActions } from '../adapters/aws/dynamo-open-actions.ts';
import { createPostpone } from '../adapters/aws/sqs-visibility.ts';
import { systemClock } from '../adapters/local/clock.ts';
import type { Policy } from '../core/policy.ts';
import { variable } from './environment.ts';
import { engineOver } from './open-engine.ts';

/**
 * What every worker of actions has: the journal and its outbox, one clock, the engine, and its
 * queue to be patient with.
 *
 * @param queueUrl that this function is called by
 */
export function openActions(
  clients: { readonly dynamo: DynamoDBClient; readonly sqs: SQSClient },
  policy: Policy,
  queueUrl: string,
) {
  const table = { client: clients.dynamo, table: variable('journalTable') };
  const journal = createDynamoJournal(table);
  const open = createDynamoOpenActions(table);
  return {
    ports: { clock: systemClock, outbox: journal, journal },
    openEngine: engineOver(journal, policy),
    find: (seq: number, key: string) => open.find(seq, key),
    postpone: createPostpone({ client: clients.sqs, queueUrl }),
  };
}
