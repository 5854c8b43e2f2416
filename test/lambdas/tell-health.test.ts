import { describe, expect, test } from 'vitest';
import { durationMs, type EpochMs, hours, platformId, seconds } from '../../core/units.ts';
import { createHandler } from '../../lambdas/tell-health/handler.ts';
import { lookAtHome, type LookNeeds } from '../../lambdas/tell-health/look-at-home.ts';
import { ago, calm, NOW } from '../app/health/a-home.ts';
import { bodyOf, httpEvent } from './http-event.ts';
import { contextOf } from './stage.ts';

// Goal: strangers hear from the home on AWS what they hear from one machine, by the same status codes, and
// cannot make it look more often than it wants. Method: its handler over plain objects; a clock by hand.

const none = async function* () {};
const stateAt = (at: EpochMs) => ({ ...calm(), at }) as never;

const needs = (changes: Partial<LookNeeds> = {}): LookNeeds & { readonly failures: unknown[] } => {
  const failures: unknown[] = [];
  return {
    clock: { now: () => NOW },
    openEngine: async () => ({ state: () => stateAt(ago(60_000)) }),
    ports: {
      journal: { read: none },
      outbox: { due: async () => [], pending: async () => 0 },
      deliveries: { nextAt: async () => null, counts: async () => expect.fail('nothing is sent') },
    },
    rounds: { lastEnd: async () => ago(12_000) },
    lag: async () => durationMs(1_400),
    rules: { intervalMs: seconds(60), vantages: 2, mirrored: [platformId('nord')] },
    messagesPerSec: 10,
    onFailure: (error) => void failures.push(error),
    failures,
    ...changes,
  };
};

const broken = async (): Promise<never> => Promise.reject(new Error('throttled'));

/** What is answered at once, and whatever is asked after it. */
function opened(changes: Partial<LookNeeds> = {}) {
  const given = needs(changes);
  const look = lookAtHome(given);
  let looks = 0;
  let nowMs = 0;
  const handler = createHandler({
    look: () => {
      looks += 1;
      return look();
    },
    nowMs: () => nowMs,
  });
  const ask = async (method = 'GET') => {
    const result = await handler(httpEvent('/healthz', { method }), contextOf());
    const text = String(bodyOf(result));
    return { ...result, told: text.startsWith('{') ? JSON.parse(text) : text };
  };
  const lineOf = async (name: string) =>
    (await ask()).told.lines.find((line: { readonly name: string }) => line.name === name);
  return {
    ask,
    lineOf,
    looks: () => looks,
    wait: (ms: number) => (nowMs += ms),
    failures: given.failures,
  };
}

test('a home that does its work is 200, with figures alone', async () => {
  const { ask, failures } = opened();
  const { statusCode, headers, told } = await ask();
  expect(statusCode).toBe(200);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'application/json; charset=utf-8',
  });
  expect(told).toMatchObject({ at: new Date(NOW).toISOString(), healthy: true, verdict: 'ok' });
  expect(told.lines.slice(0, 3)).toEqual([
    { name: 'rounds', value: 12, verdict: 'ok' },
    { name: 'journal', value: 1, verdict: 'ok' },
    { name: 'outbox', value: 0, verdict: 'ok' },
  ]);
  expect(JSON.stringify(told)).not.toContain('nord');
  expect(failures).toEqual([]);
});

describe('it is 503', () => {
  test.each<[string, Partial<LookNeeds>, string]>([
    ['when nobody watches', { rounds: { lastEnd: async () => ago(600_000) } }, 'rounds'],
    ['when nobody ever watched', { rounds: { lastEnd: async () => null } }, 'rounds'],
    ['when that cannot be known', { rounds: { lastEnd: broken } }, 'rounds'],
    ['when workers are behind', { lag: async () => durationMs(61_000) }, 'journal'],
    ['when the outbox does not answer', { ports: deaf() }, 'outbox'],
    ['when the journal cannot be read', { openEngine: broken }, 'outbox'],
  ])('%s', async (_, changes, name) => {
    const { ask, lineOf } = opened(changes);
    const { statusCode, told } = await ask();
    expect([statusCode, told.healthy]).toEqual([503, false]);
    expect((await lineOf(name)).verdict).toBe('dead');
  });

  test('and says what it knows without the journal, and no more', async () => {
    const { ask, failures } = opened({ openEngine: broken });
    const names = (await ask()).told.lines.map(({ name }: { readonly name: string }) => name);
    expect(names).toEqual(['rounds', 'journal', 'outbox', 'backlog']);
    expect(failures).toHaveLength(1);
  });
});

function deaf(): LookNeeds['ports'] {
  const { ports } = needs();
  return { ...ports, outbox: { due: broken, pending: broken } };
}

test('a figure of AWS that does not come is never taken for a good one', async () => {
  const { ask, lineOf, failures } = opened({ lag: broken });
  expect((await lineOf('journal')).value).toBe(null);
  expect((await ask()).statusCode).toBe(503);
  expect(failures).toHaveLength(1);
});

test('a stream that hands out nothing any more is not asked for', async () => {
  const openEngine = async () => ({ state: () => stateAt(ago(hours(1) + 1)) });
  const { lineOf } = opened({ openEngine, lag: async () => expect.fail('asked') });
  expect(await lineOf('journal')).toMatchObject({ value: 0, verdict: 'ok' });
});

test('what webhooks have not taken is told where there is one', async () => {
  const webhooks = async () => [{ endpoint: 'x', calls: 2, since: ago(1_000_000) }];
  const { ask, lineOf } = opened({ webhooks });
  expect(await lineOf('webhooks')).toMatchObject({ value: 1_000, verdict: 'late' });
  expect((await ask()).statusCode).toBe(200);
  expect(await opened().lineOf('webhooks')).toBeUndefined();
});

test('however many ask, it looks once in ten seconds', async () => {
  const { ask, looks, wait } = opened();
  await Promise.all([ask(), ask(), ask('HEAD')]);
  wait(9_999);
  await ask();
  expect(looks()).toBe(1);
  wait(1);
  await ask();
  expect(looks()).toBe(2);
});

test('answers a HEAD without a body, and nothing else', async () => {
  const { ask } = opened();
  expect(await ask('HEAD')).toMatchObject({ statusCode: 200, told: '' });
  expect((await ask('POST')).statusCode).toBe(405);
});
