// Goal: browsers can read what we push and nobody else; services know us; whatever they answer, nobody is
// told twice. Method: the vector of RFC 8291, an implementation written elsewhere, a service on loopback.
import { createECDH, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
// @ts-expect-error it has no types
import ece from 'http_ece';
import { createGuardedPost, loopbackPosts } from '../../../../adapters/local/guarded-post.ts';
import { encryptPush } from '../../../../adapters/local/subscriptions/encrypt-push.ts';
import { createBrowsers } from '../../../../adapters/local/subscriptions/browsers.ts';
import { createPushLedger } from '../../../../adapters/local/subscriptions/push-ledger.ts';
import { createPusher } from '../../../../adapters/local/subscriptions/pusher.ts';
import { createVapid } from '../../../../adapters/local/subscriptions/vapid.ts';
import { welcomeBrowsers } from '../../../../app/subscriptions/welcome-browsers.ts';
import { welcomeTexts } from '../../../../app/subscriptions/welcome-texts.ts';
import { pushOwed } from '../../../../app/subscriptions/push-owed.ts';
import { isPushEndpoint } from '../../../../core/subscription/push-service.ts';
import { epochMs, hours, minutes } from '../../../../core/units.ts';
import { statusExtras } from '../../../web/fixtures/faces.ts';
import { startReceiver } from '../../../home/subscriptions/receiver.ts';

const bytes = (text: string) => Buffer.from(text, 'base64url');
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function aBrowser() {
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  const auth = Buffer.alloc(16, 5);
  const keys = { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') };
  const read = (body: Uint8Array): string =>
    String(
      ece.decrypt(Buffer.from(body), {
        version: 'aes128gcm',
        privateKey: pair,
        authSecret: auth.toString('base64url'),
      }),
    );
  return { keys, read };
}

describe('a message', () => {
  test('is the one of RFC 8291, section 5', () => {
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'));
    const body = encryptPush(
      Buffer.from('When I grow up, I want to be a watermelon'),
      {
        p256dh:
          'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      { pair, salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') },
    );
    expect(Buffer.from(body).toString('base64url')).toBe(
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    );
  });

  test('of any text is read by an implementation written elsewhere', () => {
    const { keys, read } = aBrowser();
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        expect(read(encryptPush(Buffer.from(text), keys))).toBe(text);
      }),
      { numRuns: 20 },
    );
  });
});

test('a token is signed as RFC 8292 has it, and names whom to write to', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const vapid = createVapid(privateKey, 'dsi@region.example');
  const header = vapid.authorise(new URL('https://fcm.googleapis.com/x'), 1_617_690_678_000);
  const [, token = '', key] = /^vapid t=(.+), k=(.+)$/u.exec(header) ?? [];
  const [head = '', claims = '', signature = ''] = token.split('.');
  const signed = Buffer.from(`${head}.${claims}`);
  const publicKey = { key: createPublicKey(privateKey), dsaEncoding: 'ieee-p1363' } as const;
  expect(verify('sha256', signed, publicKey, bytes(signature))).toBe(true);
  expect(JSON.parse(String(bytes(claims)))).toEqual({
    aud: 'https://fcm.googleapis.com',
    exp: 1_617_690_678 + 12 * 3_600,
    sub: 'mailto:dsi@region.example',
  });
  expect(bytes(key ?? '')).toHaveLength(65);
  expect(vapid.authorise(new URL('https://fcm.googleapis.com/y'), 1_617_690_679_000)).toBe(header);
});

test.each([
  ['https://fcm.googleapis.com/fcm/send/abc:def', true],
  ['https://updates.push.services.mozilla.com/wpush/v2/gAAA', true],
  ['https://web.push.apple.com/QGI', true],
  ['https://db5p.notify.windows.com/w/?token=Bw', true],
  ['http://fcm.googleapis.com/x', false],
  ['https://fcm.googleapis.com:8443/x', false],
  ['https://fcm.googleapis.com@127.0.0.1/x', false],
  ['https://fcm.googleapis.com.evil.example/x', false],
  ['https://notify.windows.com/x', false],
  ['https://a.b.notify.windows.com/x', false],
  ['https://127.0.0.1/x', false],
  ['https://fcm.googleapis.com/\r\nx', false],
  [`https://fcm.googleapis.com/${'x'.repeat(1_000)}`, false],
])('%s is a push service’s: %s', (endpoint, is) => {
  expect(isPushEndpoint(endpoint)).toBe(is);
});

describe('a notice', () => {
  const NOW = epochMs(1_617_690_678_000);
  const notice = {
    notice: 'ent-1/outage/1',
    platform: 'ent',
    at: NOW,
    payloads: { fr: 'panne', en: 'outage' },
  };

  async function owing(statuses: readonly number[] = [], headers = {}) {
    const service = await startReceiver(statuses, headers);
    closing.push(() => service.stop());
    const database = new DatabaseSync(':memory:');
    const ledger = createPushLedger(database);
    const browsers = createBrowsers(database);
    await ledger.standing(0);
    const post = createGuardedPost({ guard: loopbackPosts, timeoutMs: 2_000, connections: 1 });
    closing.push(() => post.close());
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const vapid = createVapid(privateKey, 'dsi@region.example');
    const clock = { now: () => NOW as number };
    const needs = {
      clock: { now: () => epochMs(clock.now()) },
      random: { next: () => 0 },
      ledger,
      browsers,
      pusher: createPusher(vapid, post, () => true),
    };
    const browser = aBrowser();
    const join = async (
      name: string,
      platforms: readonly string[] = [],
      language: 'fr' | 'en' = 'fr',
    ) => {
      const one = { ...browser.keys, endpoint: `${service.url}${name}`, language, platforms };
      await browsers.prove(one, NOW);
    };
    const push = () => pushOwed(needs, new AbortController().signal);
    return { service, ledger, browsers, needs, join, push, clock, browser };
  }

  test('reaches whom it concerns, each in its language, once', async () => {
    const { service, ledger, join, push, browser } = await owing();
    await join('a');
    await join('b', ['ent'], 'en');
    await join('c', ['other']);
    await ledger.owe([notice], 1);
    await ledger.owe([notice], 1);
    await ledger.owe([notice], 2);
    expect(await push()).toBe(2);
    expect(await push()).toBe(0);
    const got = service.received.map(({ path, body }) => [path, browser.read(body)]);
    expect(got.toSorted((a, b) => String(a).localeCompare(String(b)))).toEqual([
      ['/a', 'panne'],
      ['/b', 'outage'],
    ]);
    expect(service.received[0]?.headers).toMatchObject({ ttl: '3600', urgency: 'high' });
  });

  test('that a service did not take goes again, later', async () => {
    const { service, ledger, join, push, clock } = await owing([429], { 'retry-after': '60' });
    await join('a');
    await ledger.owe([notice], 1);
    expect([await push(), await push()]).toEqual([0, 0]);
    clock.now = () => NOW + minutes(2);
    expect(await push()).toBe(1);
    expect(service.received).toHaveLength(2);
  });

  test.each([404, 410])('that meets a browser that is gone (%i) forgets it', async (status) => {
    const { ledger, browsers, join, push } = await owing([status]);
    await join('a');
    await ledger.owe([notice], 1);
    expect(await push()).toBe(0);
    expect(await browsers.count()).toBe(0);
  });

  test('whose process ended while it left does not come again', async () => {
    const { service, ledger, join, push } = await owing();
    await join('a');
    await ledger.owe([notice], 1);
    await ledger.take(NOW, 100);
    expect(await push()).toBe(0);
    expect(service.received).toEqual([]);
  });

  test('of hours ago alarms nobody', async () => {
    const { service, ledger, join, push, clock } = await owing();
    await join('a');
    await ledger.owe([notice], 1);
    clock.now = () => NOW + hours(3);
    await push();
    expect(service.received).toEqual([]);
  });

  test('of no kind goes to a browser before its service took a welcome, in its language', async () => {
    const { service, browsers, needs, push, ledger, browser } = await owing([201, 410, 403, 503]);
    const join = (name: string) =>
      browsers.join(
        { ...browser.keys, endpoint: `${service.url}${name}`, language: 'en', platforms: [] },
        NOW,
      );
    const welcome = welcomeTexts([statusExtras('fr'), statusExtras('en')]);
    const greet = () => welcomeBrowsers({ ...needs, welcome }, new AbortController().signal);
    await join('real');
    await ledger.owe([{ ...notice, at: epochMs(NOW - 1) }], 1);
    expect([await push(), await greet(), await push()]).toEqual([0, 1, 0]);
    for (const name of ['gone', 'refused', 'later']) await join(name);
    expect([await greet(), await browsers.count()]).toEqual([0, 1]);
    expect((await browsers.welcomes(epochMs(NOW + hours(1)), 9)).map(({ tries }) => tries)).toEqual(
      [1],
    );
    const [first] = service.received.map(({ body }) => JSON.parse(browser.read(body)));
    expect(first).toMatchObject({ lang: 'en', tag: 'preau-welcome', page: 'en/index.html' });
    expect(first.title + first.body).toMatch(/subscribed.*each news of an outage.*To stop/);
    expect(JSON.parse(welcome.fr).body).toMatch(/panne.*Pour arrêter/);
  });
});

test('who subscribed before there were welcomes is still told', async () => {
  const database = new DatabaseSync(':memory:');
  database.exec(`
    CREATE TABLE browser (endpoint TEXT PRIMARY KEY, p256dh TEXT NOT NULL, auth TEXT NOT NULL,
      language TEXT NOT NULL, platforms TEXT NOT NULL) STRICT;
    INSERT INTO browser VALUES ('https://fcm.googleapis.com/x', 'p', 'a', 'fr', '[]');
  `);
  const ledger = createPushLedger(database);
  await ledger.standing(0);
  const at = epochMs(1_617_690_678_000);
  const payloads = { fr: 'panne', en: 'outage' };
  await ledger.owe([{ notice: 'n', platform: 'ent', at, payloads }], 1);
  expect((await ledger.take(at, 9)).map(({ payload }) => payload)).toEqual(['panne']);
  expect(await createBrowsers(database).count()).toBe(1);
});
