// Goal: a second provider takes what the first surely does not have, and nobody gets an SMS twice.
// Method: timelines of the first one's answers, a minute each, and who had the message.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSmsWithFallback, type DownMemory } from '../../../adapters/local/sms-fallback.ts';
import type { SendResult, Sms, SmsMessage } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { type EpochMs, epochMs, minutes } from '../../../core/units.ts';

const message: SmsMessage = {
  key: 'k',
  to: '+33600000001',
  text: 'x',
  sender: 'PREAU',
  ttlSec: 60,
};
const ANSWERS: Readonly<Record<string, SendResult>> = {
  '.': { kind: 'accepted', providerId: 'first' },
  x: { kind: 'deferred', reason: '503' },
  '?': { kind: 'unknown', reason: 'timeout' },
  n: { kind: 'rejected', reason: 'HTTP 422 No Route to network' },
  r: { kind: 'rejected', reason: 'HTTP 400 text too long' },
};

/** One message a minute. @returns by whom each was answered: 1, 2, or both as `b` */
async function play(answers: string, second: SendResult['kind'] = 'accepted') {
  let now = 0;
  const asked: string[] = [];
  const results: string[] = [];
  const first: Sms = {
    send: async () => {
      asked[now] = '1';
      return ANSWERS[answers[now] ?? '.'] ?? { kind: 'unknown', reason: '' };
    },
  };
  const other: Sms = {
    send: async () => {
      asked[now] = asked[now] === '1' ? 'b' : '2';
      return second === 'accepted'
        ? { kind: 'accepted', providerId: 'second' }
        : { kind: second, reason: '' };
    },
  };
  const sms = createSmsWithFallback({
    first,
    second: other,
    afterMs: minutes(3),
    unroutable: ['no route'],
    clock: { now: () => epochMs(minutes(now)) },
  });
  for (; now < answers.length; now += 1) results.push((await sms.send(message)).kind);
  return { asked: asked.join(''), results };
}

describe('the second provider', () => {
  test('takes over when the first has put everything off for its time, and gives back at once', async () => {
    expect((await play('.xxxxxx..')).asked).toBe('1111bbb11');
  });

  test('takes a number that the first has no way to, and no other refusal', async () => {
    expect((await play('nr.')).asked).toBe('b11');
  });

  test('is never asked when the first may have the message', async () => {
    const { asked, results } = await play('x?????.');
    expect([asked, new Set(results.slice(1, 6))]).toEqual(['1111111', new Set(['unknown'])]);
  });

  test('gives its own answer', async () => {
    expect((await play('n', 'deferred')).results).toEqual(['deferred']);
    expect((await play('n', 'unknown')).results).toEqual(['unknown']);
  });
});

test('while the first is down it is asked once a minute, not for each message', async () => {
  let asked = 0;
  let now = 0;
  const sms = createSmsWithFallback({
    first: {
      send: async () => {
        asked += 1;
        return { kind: 'deferred', reason: 'down' };
      },
    },
    second: { send: async () => ({ kind: 'accepted', providerId: '2' }) },
    afterMs: minutes(1),
    unroutable: [],
    clock: { now: () => epochMs(now) },
  });
  for (; now < 120_000; now += 1_000) await sms.send(message);
  expect(asked).toBeLessThanOrEqual(62);
  const before = asked;
  for (; now < 240_000; now += 1_000) await sms.send(message);
  expect(asked - before).toBe(2);
});

test('whatever the first answers, nobody who may have a message is sent another', async () => {
  const letters = fc.stringMatching(/^[.x?nr]{1,30}$/u);
  await fc.assert(
    fc.asyncProperty(letters, async (answers) => {
      const { asked } = await play(answers);
      const twice = answers.split('').filter((_, index) => asked[index] === 'b');
      expect(twice.filter((answer) => answer !== 'x' && answer !== 'n')).toEqual([]);
    }),
  );
});

test('what the first took stays taken where the memory of it fails, or it would be sent again', async () => {
  let ups = 0;
  const answers: SendResult[] = [
    { kind: 'deferred', reason: '503' },
    { kind: 'accepted', providerId: 'first' },
    { kind: 'accepted', providerId: 'first' },
    { kind: 'accepted', providerId: 'first' },
  ];
  const sms = createSmsWithFallback({
    first: { send: async () => answers.shift() ?? { kind: 'unknown', reason: '' } },
    second: { send: async () => ({ kind: 'accepted', providerId: 'second' }) },
    afterMs: minutes(3),
    unroutable: [],
    clock: { now: () => epochMs(0) },
    memory: {
      down: async (now) => now,
      up: async () => {
        ups += 1;
        if (ups === 1) throw new PreauError('store-unavailable', 'throttled', { retryable: true });
      },
    },
  });
  const kinds: string[] = [];
  while (answers.length > 0) kinds.push((await sms.send(message)).kind);
  expect(kinds).toEqual(['deferred', 'accepted', 'accepted', 'accepted']);
  // The memory is told again with the next sign of life, and then no more.
  expect(ups).toBe(2);
});

test('a memory that processes share forgets that the first was down once it took another’s', async () => {
  let since: EpochMs | null = null;
  let now = 0;
  const memory: DownMemory = {
    down: async (at) => (since ??= at),
    up: async () => {
      since = null;
    },
  };
  const ask = async (process: { readonly answer: string; readonly sms?: Sms }) => {
    const sms =
      process.sms ??
      createSmsWithFallback({
        first: { send: async () => ANSWERS[process.answer] ?? { kind: 'unknown', reason: '' } },
        second: { send: async () => ({ kind: 'accepted', providerId: '2' }) },
        afterMs: minutes(3),
        unroutable: [],
        clock: { now: () => epochMs(minutes(now)) },
        memory,
      });
    return { sms, kind: (await sms.send(message)).kind };
  };
  const { sms: calm } = await ask({ answer: '.' });
  await ask({ answer: 'x' });
  now = 2;
  await ask({ answer: '.', sms: calm });
  now = 4;
  expect((await ask({ answer: 'x' })).kind).toBe('deferred');
});
