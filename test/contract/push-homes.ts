// Both makings of what is kept of browsers, for one suite: SQLite in memory, and DynamoDB as dynalite speaks
// it.
import { DatabaseSync } from 'node:sqlite';
import { createDynamoBrowsers } from '../../adapters/aws/dynamo-browsers.ts';
import { createDynamoPushLedger } from '../../adapters/aws/dynamo-push-ledger.ts';
import { createBrowsers } from '../../adapters/local/subscriptions/browsers.ts';
import { createPushLedger } from '../../adapters/local/subscriptions/push-ledger.ts';
import type { Browsers, PushLedger, PushSubscription } from '../../app/subscriptions/push-ports.ts';
import { BROWSERS_TABLE } from '../../config/aws-tables.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import type { DynamoEndpoint } from './dynamo-endpoint.ts';

export interface PushStores {
  readonly browsers: Browsers;
  readonly ledger: PushLedger;
}
export interface Places {
  readonly proven: number;
  readonly unproven: number;
}

export type OpenStores = (dynamo: DynamoEndpoint, places: Places) => Promise<PushStores>;

export const PUSH_HOMES: readonly (readonly [string, OpenStores])[] = [
  [
    'one machine',
    async (_, places) => {
      const database = new DatabaseSync(':memory:');
      return { browsers: createBrowsers(database, places), ledger: createPushLedger(database) };
    },
  ],
  [
    'AWS',
    async (dynamo, places) => {
      const options = { client: dynamo.client, table: await dynamo.makeTable(BROWSERS_TABLE) };
      return {
        browsers: createDynamoBrowsers({ ...options, places }),
        ledger: createDynamoPushLedger(options),
      };
    },
  ],
];

export const PUSH_NOW = epochMs(Date.UTC(2021, 3, 6, 6, 0));

export const aBrowser = (name: string, over: Partial<PushSubscription> = {}): PushSubscription => ({
  endpoint: `https://fcm.googleapis.com/${name}`,
  p256dh: 'p',
  auth: 'a',
  language: 'fr',
  platforms: [],
  ...over,
});

/** What {@link aBrowser} was named. */
export const nameOf = ({ endpoint }: PushSubscription): string => endpoint.split('/').at(-1) ?? '';

export const aNotice = (id: string, at: EpochMs) => ({
  notice: id,
  platform: 'ent',
  at,
  payloads: { fr: `${id} panne`, en: `${id} outage` },
});
