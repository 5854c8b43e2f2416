import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createDynamoPushKey } from '../../adapters/aws/dynamo-push-key.ts';
import { createDynamoPushLedger } from '../../adapters/aws/dynamo-push-ledger.ts';
import { createSqsSender } from '../../adapters/aws/sqs-sender.ts';
import type { StatusExtras } from '../../app/views/status-view.ts';
import { SUBSCRIBE } from '../../config/aws-names.ts';
import type { Config } from '../../config/schema.ts';
import type { SiteLanguage } from '../../web/status/status-site.ts';
import { variable } from '../environment.ts';
import type { Listener } from './listener.ts';
import { pushListener } from './push-listener.ts';

/** What the page and its listeners have of browsers that are told. */
export interface OpenPushes {
  readonly listener: Listener;
  /** What the page needs to offer it; null before the key was ever told. */
  readonly offer: () => Promise<NonNullable<StatusExtras['push']> | null>;
}

/** @returns null where `pages.push` does not ask that browsers be told */
export function openPushes(
  { pages }: Config,
  client: DynamoDBClient,
  languages: readonly SiteLanguage[],
): OpenPushes | null {
  const { push } = pages;
  if (push === undefined) return null;
  const options = { client, table: variable('browsersTable') };
  const queue = createSqsSender({ client: new SQSClient({}), queueUrl: variable('pushesQueue') });
  const key = createDynamoPushKey(options);
  const url = push.url ?? new URL(SUBSCRIBE.page, pages.url).href;
  return {
    listener: pushListener({
      ledger: createDynamoPushLedger(options),
      languages,
      send: (message) => queue.send(message),
    }),
    offer: async () => {
      const publicKey = await key.told();
      return publicKey === null ? null : { publicKey, url };
    },
  };
}
