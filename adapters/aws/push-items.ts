import { createHash } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { PushSubscription } from '../../app/subscriptions/push-ports.ts';

/** As DynamoDB has one. */
export type PushItem = Readonly<Record<string, AttributeValue>>;

/**
 * What the table of browsers holds, by its partitions (`part`) and what names an item there (`name`):
 *
 * - `browser`: proven ones, by the hash of their endpoint; `since` is when each was proven
 * - `unproven`: a fixed number of places, by their number, so that nobody has to count them
 * - `owed`: notices that are being told, by their ids; `cursor` is the browser that was reached, and is
 *   gone once all were
 * - `again`: pushes that were put off, by when they are due
 * - `state`: `pushes` has the journal's line and the notices that are under way, `browsers` how many are
 *   proven, `key` what browsers are given to subscribe with
 */
export type PushPart = 'browser' | 'unproven' | 'owed' | 'again' | 'state';

export const keyIn = (part: PushPart, name: string) => ({ part: { S: part }, name: { S: name } });

/** What a browser is named by: an endpoint may be longer than it, and is a secret. */
export const hashOfEndpoint = (endpoint: string): string =>
  createHash('sha256').update(endpoint).digest('base64url');

export const text = (item: PushItem, name: string): string => item[name]?.S ?? '';
export const number = (item: PushItem, name: string): number => Number(item[name]?.N ?? 0);

/** The attributes of a subscription. */
export const subscriptionItem = ({ platforms, ...one }: PushSubscription): PushItem => ({
  endpoint: { S: one.endpoint },
  p256dh: { S: one.p256dh },
  auth: { S: one.auth },
  language: { S: one.language },
  platforms: { L: platforms.map((id) => ({ S: id })) },
});

export const readSubscriptionItem = (item: PushItem): PushSubscription => ({
  endpoint: text(item, 'endpoint'),
  p256dh: text(item, 'p256dh'),
  auth: text(item, 'auth'),
  language: text(item, 'language') === 'en' ? 'en' : 'fr',
  platforms: (item['platforms']?.L ?? []).flatMap(({ S }) => (S === undefined ? [] : [S])),
});
