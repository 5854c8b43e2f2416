// Goal: a receiver written by others knows our messages for ours, and nobody is called who may not be.
// Method: the library of Standard Webhooks verifies what a real socket brought; hostile addresses.
import { afterEach, describe, expect, test } from 'vitest';
import { Webhook } from 'standardwebhooks';
import {
  createGuardedPost,
  loopbackPosts,
  type PostGuard,
  publicPosts,
} from '../../../../adapters/local/guarded-post.ts';
import { createWebhookCaller } from '../../../../adapters/local/subscriptions/webhook-caller.ts';
import {
  readWebhookKey,
  signWebhook,
} from '../../../../adapters/local/subscriptions/webhook-signature.ts';
import { epochMs } from '../../../../core/units.ts';
import { type Receiver, startReceiver } from '../../../home/subscriptions/receiver.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const call = { id: 'abc_created_ent', at: epochMs(0), body: '{"type":"incident.created","é":1}' };
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function callerOf(url: string, guard: PostGuard = loopbackPosts) {
  const post = createGuardedPost({ guard, timeoutMs: 2_000, connections: 1 });
  closing.push(() => post.close());
  const key = readWebhookKey(SECRET, 'a test');
  return createWebhookCaller(new Map([['region', { url, key: async () => key }]]), post);
}

async function receiving(...args: Parameters<typeof startReceiver>): Promise<Receiver> {
  const receiver = await startReceiver(...args);
  closing.push(() => receiver.stop());
  return receiver;
}

describe('a signed message', () => {
  test('is verified by the receivers’ own library, and not once it was touched', async () => {
    const receiver = await receiving();
    expect(await callerOf(receiver.url).call('region', call)).toEqual({ kind: 'taken' });
    const [got] = receiver.received;
    const verify = (body: string) => new Webhook(SECRET).verify(body, got?.headers ?? {});
    expect(verify(String(got?.body))).toMatchObject({ type: 'incident.created' });
    expect(got?.headers['webhook-id']).toBe(call.id);
    expect(() => verify(`${String(got?.body)} `)).toThrow('signature');
  });

  test.each(['', '{"é":"\\u0000"}', '\u{1F6D6}'.repeat(50)])(
    'of %j is signed as that library signs it',
    (body) => {
      const at = new Date(1_617_690_678_000);
      const ours = signWebhook(readWebhookKey(SECRET, 'a test'), call.id, at.getTime(), body);
      expect(ours['webhook-signature']).toBe(new Webhook(SECRET).sign(call.id, at, body));
    },
  );

  test.each([
    '',
    'whsec_',
    'whsec_c2hvcnQ=',
    `whsec_${'A'.repeat(200)}`,
    'whsec_not base64 at all!',
  ])('has no key in %j', (text) => {
    expect(() => readWebhookKey(text, 'secret.txt')).toThrow(/secret\.txt/u);
  });
});

describe('an endpoint', () => {
  test('that leads elsewhere is not followed', async () => {
    const other = await receiving();
    const receiver = await receiving([307], { location: other.url });
    const answer = await callerOf(receiver.url).call('region', call);
    expect(answer).toEqual({ kind: 'failed', detail: 'HTTP 307, not followed' });
    expect(other.received).toEqual([]);
  });

  test('that wants to be left alone says for how long', async () => {
    const receiver = await receiving([503], { 'retry-after': '120' });
    const answer = await callerOf(receiver.url).call('region', call);
    expect(answer).toEqual({ kind: 'failed', detail: 'HTTP 503', askedMs: 120_000 });
  });

  test('that is not there has failed, and so has one without a secret', async () => {
    const receiver = await receiving();
    await receiver.stop();
    expect(await callerOf(receiver.url).call('region', call)).toMatchObject({
      kind: 'failed',
      detail: 'ECONNREFUSED',
    });
    const post = createGuardedPost({ guard: loopbackPosts, timeoutMs: 100, connections: 1 });
    const key = () => Promise.reject(new Error('no secret'));
    const caller = createWebhookCaller(new Map([['region', { url: receiver.url, key }]]), post);
    expect(await caller.call('region', call)).toEqual({ kind: 'failed', detail: 'no secret' });
  });
});

describe('nobody inside is reached', () => {
  test.each([
    'http://example.org/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://[fd00::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://0/',
    'https://localhost/',
    'file:///etc/passwd',
  ])('by %s', async (url) => {
    const post = createGuardedPost({ guard: publicPosts, timeoutMs: 2_000, connections: 1 });
    expect(await post(new URL(url), {}, '{}')).toMatchObject({ kind: 'refused' });
  });

  test('by a name that is asked at connection time, whatever it was before', async () => {
    const receiver = await receiving();
    const url = new URL(receiver.url.replace('127.0.0.1', 'localhost'));
    const guard: PostGuard = { mayAsk: () => true, mayConnect: () => false };
    const post = createGuardedPost({ guard, timeoutMs: 2_000, connections: 1 });
    expect(await post(url, {}, '{}')).toMatchObject({ kind: 'refused' });
    expect(receiver.received).toEqual([]);
  });

  test('off this machine in a rehearsal', async () => {
    const post = createGuardedPost({ guard: loopbackPosts, timeoutMs: 2_000, connections: 1 });
    expect(await post(new URL('https://192.0.2.1/'), {}, '{}')).toMatchObject({ kind: 'refused' });
  });
});
