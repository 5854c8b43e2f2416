// Goal: on a provider's bad day a notice by calls of several mails loses nobody and shows nobody two
// messages (P3, P6). Method: a real ledger in memory; a provider of bulk calls that follows a seeded
// timeline or a quota; a clock that only sleeping moves; processes that die at any await.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import { LONGEST_RETRY, retryDelay } from '../../../app/notices/send-settings.ts';
import type { BulkMail, MailMessage, SendResult } from '../../../app/notices/ports.ts';
import type { Mail } from '../../../app/ports.ts';
import { between, hours, minutes } from '../../../core/units.ts';
import { seededRandom } from '../../../home/stage/seeded-random.ts';
import { action, delivery, fakeClock, never, NOTICE, settings } from './stage.ts';

const COUNT = 60;
const owed = (count = COUNT) =>
  Array.from({ length: count }, (_, n) => delivery('mail', `s${n}@x.example`, { priority: n }));
const paced = { ...settings, mail: { ...settings.mail, concurrency: 3, batch: 20 } };

type Answer = (message: MailMessage, call: number) => SendResult;

/** A provider whose calls hold seven; it keeps what it took. */
function bulkProvider(answer: Answer) {
  const took: MailMessage[] = [];
  const calls: number[] = [];
  const send: BulkMail['send'] = async (messages) => {
    const call = calls.push(messages.length) - 1;
    return messages.map((message) => {
      const result = answer(message, call);
      if (result.kind === 'accepted' || result.kind === 'unknown') took.push(message);
      return result;
    });
  };
  const mail: Mail = {
    send: () => Promise.reject(new Error('expected calls of several')),
    bulk: { most: 7, send },
  };
  return { mail, took, calls };
}

const accepted: SendResult = { kind: 'accepted', providerId: 'ok' };
const throttled: SendResult = { kind: 'deferred', reason: 'ACCOUNT_THROTTLED' };

/** A mailbox shows one Message-ID once. */
const shown = (took: readonly MailMessage[]) =>
  new Set(took.map(({ to, messageId }) => `${to} ${messageId}`)).size;

async function run(answer: Answer, changes: Partial<typeof paced> = {}) {
  const deliveries = openDeliveries(':memory:');
  const clock = fakeClock();
  const provider = bulkProvider(answer);
  await deliveries.plan(owed());
  const ports = { clock, deliveries, mail: provider.mail };
  const chance = seededRandom(7, 'waits');
  const random = () => chance.next();
  const { deliveries: sent } = await sendNotice(
    ports,
    { ...paced, random, ...changes },
    action,
    never,
  );
  return { sent, clock, deliveries, ...provider };
}

describe('a call of several', () => {
  test('is as full as the batch allows, and each of its mails is settled', async () => {
    const { sent, calls, took } = await run(() => accepted);
    expect(sent).toMatchObject({ accepted: COUNT, pending: 0 });
    expect(calls.toSorted((one, other) => one - other)).toEqual([6, 6, 6, 7, 7, 7, 7, 7, 7]);
    expect(took).toHaveLength(COUNT);
  });

  test('that half failed leaves the other half for later, and settles none twice', async () => {
    const first = new Set<string>();
    const { sent, took } = await run(({ to }) => {
      const isFirst = !first.has(to);
      first.add(to);
      return isFirst && /[02468]@/u.test(to) ? throttled : accepted;
    });
    expect(sent).toMatchObject({ accepted: COUNT, failed: 0, pending: 0 });
    expect(took).toHaveLength(COUNT);
  });

  test('that answers too little leaves the others unknown, which sends them again', async () => {
    const deliveries = openDeliveries(':memory:');
    await deliveries.plan(owed(7));
    const { mail, took, calls } = bulkProvider(() => accepted);
    const short: Mail = {
      ...mail,
      bulk: {
        most: 7,
        send: async (messages) => {
          const all = (await mail.bulk?.send(messages)) ?? [];
          return calls.length === 1 ? all.slice(0, 4) : all;
        },
      },
    };
    const ports = { clock: fakeClock(), deliveries, mail: short };
    const { deliveries: sent } = await sendNotice(ports, paced, action, never);
    expect(sent).toMatchObject({ accepted: 7, unknown: 0, pending: 0 });
    expect([took.length, shown(took)]).toEqual([10, 7]);
  });
});

test('a quota that ends half way waits for midnight, is asked rarely, and then all go', async () => {
  // From 06:45 UTC; the quota is the day's, in UTC.
  const midnight = Date.UTC(2021, 3, 7);
  const clock = fakeClock();
  let left = COUNT / 2;
  const { mail, took, calls } = bulkProvider(() => {
    left -= 1;
    if (clock.now() >= midnight || left >= 0) return accepted;
    return { kind: 'deferred', reason: 'ACCOUNT_DAILY_QUOTA_EXCEEDED' };
  });
  const deliveries = openDeliveries(':memory:');
  await deliveries.plan(owed());
  const told: boolean[] = [];
  const watched = { ...paced, onProvider: (_: string, up: boolean) => void told.push(up) };
  const { deliveries: sent } = await sendNotice(
    { clock, deliveries, mail },
    watched,
    action,
    never,
  );
  expect(sent).toMatchObject({ accepted: COUNT, failed: 0, unknown: 0, pending: 0 });
  expect(took).toHaveLength(COUNT);
  expect(told).toEqual([false, true]);
  expect(clock.now()).toBeGreaterThanOrEqual(midnight);
  // One probe in five minutes, for seventeen hours.
  expect(calls.length).toBeLessThan(250);
});

test('a quota that comes back mail by mail for hours takes all of them in the end', async () => {
  const clock = fakeClock();
  const start = clock.now();
  const took = new Set<string>();
  // What was sent yesterday leaves a rolling quota one by one, as SES counts it.
  const { mail } = bulkProvider(({ to }) => {
    if (Math.floor(between(start, clock.now()) / minutes(5)) <= took.size)
      return { kind: 'deferred', reason: 'ACCOUNT_DAILY_QUOTA_EXCEEDED', ofAccount: true };
    took.add(to);
    return accepted;
  });
  const deliveries = openDeliveries(':memory:');
  await deliveries.plan(owed());
  const chance = seededRandom(7, 'waits');
  const random = () => chance.next();
  const ports = { clock, deliveries, mail };
  const { deliveries: sent } = await sendNotice(ports, { ...paced, random }, action, never);
  expect(sent).toMatchObject({ accepted: COUNT, failed: 0, pending: 0 });
  expect(between(start, clock.now())).toBeGreaterThan(hours(4.9));
});

test('a mail that was a probe for hours is not given up at its first throttle', async () => {
  const clock = fakeClock();
  const up = clock.now() + hours(6);
  let asked = 0;
  const { mail } = bulkProvider(() => {
    asked += 1;
    const isHalf = clock.now() < up + minutes(6) && asked % 2 === 0;
    return clock.now() < up || isHalf ? throttled : accepted;
  });
  const deliveries = openDeliveries(':memory:');
  await deliveries.plan(owed(7));
  const { deliveries: sent } = await sendNotice({ clock, deliveries, mail }, paced, action, never);
  expect(sent).toMatchObject({ accepted: 7, failed: 0, pending: 0 });
});

test('a mail that its own server puts off is given up after two hours all the same', async () => {
  const { sent } = await run(({ to }) =>
    to.startsWith('s3@') ? { kind: 'deferred', reason: '450 4.2.1 mailbox busy' } : accepted,
  );
  expect(sent).toMatchObject({ accepted: COUNT - 1, failed: 1 });
});

test('two planners and two senders at once owe and send each mail once', async () => {
  const deliveries = openDeliveries(':memory:');
  const { mail, took } = bulkProvider(() => accepted);
  const ports = { clock: fakeClock(), deliveries, mail };
  const one = async () => {
    await deliveries.plan(owed());
    return sendNotice(ports, paced, action, never);
  };
  await Promise.all([one(), one()]);
  expect(took).toHaveLength(COUNT);
  expect(await deliveries.counts(NOTICE)).toMatchObject({
    accepted: COUNT,
    planned: 0,
    claimed: 0,
  });
});

describe('a sender killed at any await', () => {
  const answerOf = (letters: string): Answer => {
    const nth = new Map<string, number>();
    return ({ to }) => {
      const count = nth.get(to) ?? 0;
      nth.set(to, count + 1);
      const letter = letters[(Number(/\d+/u.exec(to)?.[0]) + count) % letters.length];
      if (letter === 't' && count < 3) return throttled;
      if (letter === 'u' && count < 3) return { kind: 'unknown', reason: 'cut after DATA' };
      return letter === 'r' && count === 0 ? { kind: 'rejected', reason: '550' } : accepted;
    };
  };

  /** Each port call may be the last that this life makes. */
  function mortal<Port extends object>(port: Port, pass: () => Promise<void>): Port {
    return new Proxy(port, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...given: readonly unknown[]) => {
          await pass();
          const result: unknown = await Reflect.apply(member, target, given);
          await pass();
          return result;
        };
      },
    });
  }

  test('loses nobody and shows nobody two, whatever the provider answers', async () => {
    const timelines = fc.stringMatching(/^[.turx]{1,9}$/u);
    const kills = fc.array(fc.integer({ min: 1, max: 80 }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(timelines, kills, async (letters, at) => {
        const deliveries = openDeliveries(':memory:');
        const clock = fakeClock();
        const { mail, took } = bulkProvider(answerOf(letters));
        await deliveries.plan(owed(20));
        for (const kill of [...at, Number.POSITIVE_INFINITY]) {
          await deliveries.recover();
          let passes = 0;
          let die = (): void => undefined;
          const dead = new Promise<void>((resolve) => void (die = resolve));
          const pass = async (): Promise<void> => {
            passes += 1;
            if (passes === kill) die();
            if (passes >= kill) await new Promise(() => undefined);
          };
          const bulk = mail.bulk && mortal(mail.bulk, pass);
          const ports = {
            clock,
            deliveries: mortal(deliveries, pass),
            mail: { ...mail, ...(bulk && { bulk }) },
          };
          await Promise.race([sendNotice(ports, paced, action, never), dead]);
          await new Promise((resolve) => setImmediate(resolve));
        }
        const counts = await deliveries.counts(NOTICE);
        expect(counts.planned + counts.claimed + counts.unknown).toBe(0);
        const reached = new Set(took.map(({ to }) => to));
        expect(shown(took)).toBe(reached.size);
        const failed = await deliveries.unreached(NOTICE, 100);
        for (const { address } of failed) reached.add(address);
        expect(reached.size).toBe(20);
      }),
      { numRuns: 25 },
    );
  });
});

test('what failed together does not come back together', () => {
  const chance = seededRandom(1, 'jitter');
  const next = () => chance.next();
  const waits = Array.from({ length: 200 }, () => retryDelay(4, next));
  expect(Math.max(...waits)).toBeLessThanOrEqual(retryDelay(4));
  expect(Math.min(...waits)).toBeGreaterThanOrEqual(retryDelay(4) / 2);
  expect(new Set(waits.map((wait) => Math.floor(wait / 1_000))).size).toBeGreaterThan(10);
  expect(retryDelay(30)).toBe(LONGEST_RETRY);
});
