// Goal: on AWS a browser that subscribes is welcomed at once, told of notices from then on, by the key that
// the page gave it, and whatever breaks leaves it owed. Method: the door's and the sender's functions over one
// table as dynalite speaks it; push services are a service on loopback, and an implementation written elsewhere
// reads what they got.
import { createECDH, createPublicKey, verify } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
// @ts-expect-error it has no types
import ece from 'http_ece';
import { createDynamoBrowsers } from '../../adapters/aws/dynamo-browsers.ts';
import { createDynamoPushKey } from '../../adapters/aws/dynamo-push-key.ts';
import { createDynamoPushLedger } from '../../adapters/aws/dynamo-push-ledger.ts';
import { pushSecretKey } from '../../adapters/aws/push-secret-key.ts';
import { createGuardedPost, loopbackPosts } from '../../adapters/local/guarded-post.ts';
import { createPusher } from '../../adapters/local/subscriptions/pusher.ts';
import { createVapid } from '../../adapters/local/subscriptions/vapid.ts';
import { BROWSERS_TABLE } from '../../config/aws-tables.ts';
import { PreauError } from '../../core/errors.ts';
import { epochMs, minutes } from '../../core/units.ts';
import { createHandler } from '../../lambdas/send-push/handler.ts';
import { pusherOpener } from '../../lambdas/send-push/open-pusher.ts';
import { type DynamoEndpoint, startDynamoEndpoint } from '../contract/dynamo-endpoint.ts';
import { startReceiver } from '../home/subscriptions/receiver.ts';
import { contextOf, readLines, restoreLinesAfterEach, sqsEvent } from './stage.ts';

const NOW = epochMs(1_617_690_678_000);
const SECRET = 'abcdefghij'.repeat(7);
const closing: (() => unknown)[] = [];
let dynamo: DynamoEndpoint;
beforeAll(async () => {
  dynamo = await startDynamoEndpoint();
});
afterAll(() => dynamo.stop());
beforeEach(() => void readLines());
restoreLinesAfterEach();
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function aBrowser(url: string, name: string) {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = Buffer.alloc(16, 5).toString('base64url');
  const subscription = {
    endpoint: url + name,
    p256dh: pair.getPublicKey('base64url'),
    auth,
    language: 'fr' as const,
    platforms: [],
  };
  const read = (body: Uint8Array) =>
    String(
      ece.decrypt(Buffer.from(body), {
        version: 'aes128gcm',
        privateKey: pair,
        authSecret: auth,
      }),
    );
  return { subscription, read };
}

async function deployed(statuses: readonly number[] = []) {
  const service = await startReceiver(statuses, {});
  closing.push(() => service.stop());
  const options = { client: dynamo.client, table: await dynamo.makeTable(BROWSERS_TABLE) };
  const browsers = createDynamoBrowsers(options);
  const ledger = createDynamoPushLedger(options);
  await ledger.standing(0);
  const post = createGuardedPost({ guard: loopbackPosts, timeoutMs: 2_000, connections: 4 });
  closing.push(() => post.close());
  const vapid = createVapid(pushSecretKey(SECRET), 'dsi@region.example');
  let now = NOW;
  const handler = createHandler({
    clock: { now: () => now },
    random: { next: () => 0 },
    browsers,
    ledger,
    openPusher: async () => createPusher(vapid, post, () => true),
    welcome: () => ({ fr: 'bienvenue', en: 'welcome' }),
  });
  const call = (of: unknown, remainingMs = 60_000) =>
    handler(sqsEvent({ body: { of } }), contextOf(remainingMs));
  const wait = (ms: number) => void (now = epochMs(now + ms));
  return { service, browsers, ledger, vapid, call, wait };
}

const notice = {
  notice: 'ent-1/outage/1',
  platform: 'ent',
  at: epochMs(NOW + 1),
  payloads: { fr: 'panne', en: 'outage' },
};
const DONE = { batchItemFailures: [] };

test('a newcomer is welcomed, then told, each once', async () => {
  const { service, browsers, ledger, call, wait } = await deployed();
  const { subscription, read } = aBrowser(service.url, 'a');
  await browsers.join(subscription, NOW);
  expect(await call('welcomes')).toEqual(DONE);
  await ledger.owe([notice], 1);
  wait(1_000);
  expect(await call('welcomes')).toEqual(DONE);
  expect(service.received.map(({ body }) => read(body))).toEqual(['bienvenue']);
  for (const _ of [1, 2]) expect(await call('all')).toEqual(DONE);
  expect(service.received.map(({ body }) => read(body))).toEqual(['bienvenue', 'panne']);
});

test('what its service put off goes with a later call', async () => {
  const { service, browsers, ledger, call, wait } = await deployed([201, 503]);
  const { subscription } = aBrowser(service.url, 'a');
  await browsers.join(subscription, NOW);
  await call('all');
  await ledger.owe([notice], 1);
  for (const _ of [1, 2]) await call('all');
  expect(service.received).toHaveLength(2);
  wait(minutes(1));
  await call('all');
  expect(service.received).toHaveLength(3);
});

test('what time does not let it bring stays owed', async () => {
  const { service, browsers, ledger, call } = await deployed();
  const { subscription } = aBrowser(service.url, 'a');
  await browsers.prove(subscription, NOW);
  await ledger.owe([notice], 1);
  await call('all', 16_000);
  expect(service.received).toEqual([]);
  await call('all');
  expect(service.received).toHaveLength(1);
});

test('a message that nobody can read fails alone', async () => {
  const { call } = await deployed();
  expect(await call('everything')).toEqual({ batchItemFailures: [{ itemIdentifier: 'm-1' }] });
});

test('its key is told for the page, is the same for ever, and signs what it sends', async () => {
  const options = { client: dynamo.client, table: await dynamo.makeTable(BROWSERS_TABLE) };
  const publicKey = createDynamoPushKey(options);
  expect(await publicKey.told()).toBeNull();
  let asked = 0;
  const open = pusherOpener({
    secret: async () => {
      asked += 1;
      if (asked === 1) throw new PreauError('store-unavailable', 'down', { retryable: true });
      return new TextEncoder().encode(SECRET);
    },
    contact: 'dsi@region.example',
    publicKey,
  });
  await expect(open()).rejects.toMatchObject({ code: 'store-unavailable' });
  await open();
  await open();
  expect(asked).toBe(2);
  const key = pushSecretKey(SECRET);
  const vapid = createVapid(key, 'dsi@region.example');
  expect(await publicKey.told()).toBe(vapid.publicKey);
  const [, token = ''] =
    /t=(.+), k=/u.exec(vapid.authorise(new URL('https://x.example/'), NOW)) ?? [];
  const [head, claims, signature = ''] = token.split('.');
  const theirs = { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' } as const;
  const signed = Buffer.from(`${head}.${claims}`);
  expect(verify('sha256', signed, theirs, Buffer.from(signature, 'base64url'))).toBe(true);
  expect(createVapid(pushSecretKey(`${SECRET}x`), 'x@y.example').publicKey).not.toBe(
    vapid.publicKey,
  );
  expect(() => pushSecretKey('short')).toThrow(/43 random letters/);
});
