import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoBrowsers } from '../../adapters/aws/dynamo-browsers.ts';
import { createSqsSender } from '../../adapters/aws/sqs-sender.ts';
import { systemClock } from '../../adapters/local/clock.ts';
import type { Config } from '../../config/schema.ts';
import type { Policy } from '../../core/policy.ts';
import type { PushDoor } from '../../web/subscriptions/answer-push.ts';
import { pushDoor } from '../../web/subscriptions/push-door.ts';
import { variable } from '../environment.ts';
import { welcomedAtOnce } from './welcomed-at-once.ts';

/** @returns null where `pages.push` does not ask that browsers be told */
export function openPushDoor(
  { pages }: Config,
  policy: Policy,
  client: DynamoDBClient,
): PushDoor | null {
  const { push } = pages;
  if (push === undefined) return null;
  const browsers = createDynamoBrowsers({ client, table: variable('browsersTable') });
  const queue = createSqsSender({ client: new SQSClient({}), queueUrl: variable('pushesQueue') });
  const door = pushDoor({ pages, push }, policy, browsers, () => systemClock.now());
  return welcomedAtOnce(door, (message) => queue.send(message));
}
