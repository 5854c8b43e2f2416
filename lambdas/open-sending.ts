import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoDeliveries } from '../adapters/aws/dynamo-deliveries.ts';
import { DYNAMO_OPTIONS } from '../adapters/aws/dynamo-error.ts';
import { createDynamoTurnstile } from '../adapters/aws/dynamo-turnstile.ts';
import { createSqsSender } from '../adapters/aws/sqs-sender.ts';
import { systemClock } from '../adapters/local/clock.ts';
import { hashOf } from '../adapters/local/hash.ts';
import { sendSettings } from '../app/notices/notice-settings.ts';
import type { Send } from '../app/perform/relay-action.ts';
import type { Ready } from './deployment.ts';
import { variable } from './environment.ts';
import { openActions } from './open-actions.ts';

/**
 * What the two functions that send have beside their providers: the journal, the ledger, their own
 * queue, and the account's rates, kept by one turnstile a channel for all that run at once.
 *
 * @param queueUrl that this function is called by
 */
export function openSending({ config, policy, wordings, calendar }: Ready, queueUrl: string) {
  const dynamo = new DynamoDBClient(DYNAMO_OPTIONS);
  const sqs = new SQSClient({});
  const { ports, ...actions } = openActions({ dynamo, sqs }, policy, queueUrl);
  const sender = createSqsSender({ client: sqs, queueUrl });
  const queue: Send = (body, options) => sender.send(body, options);
  const table = variable('scratchTable');
  const deliveries = createDynamoDeliveries({ client: dynamo, table: variable('deliveriesTable') });
  return {
    ...actions,
    ports: { ...ports, deliveries },
    queue,
    settings: sendSettings(config, wordings, {
      calendar,
      hash: hashOf,
      random: Math.random,
      // An SMS has no room for a link of its own; mails get theirs from the home's secret.
      unsubscribeUrl: () => config.pages.url,
      turnstile: (channel, perSec) =>
        createDynamoTurnstile({
          client: dynamo,
          table,
          key: `rate/${channel}`,
          perSec,
          clock: systemClock,
        }),
    }),
  };
}
