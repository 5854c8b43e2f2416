import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openDeliveries } from '../../../adapters/local/deliveries.ts';
import { noticeTasks } from '../../../app/notices/notice-tasks.ts';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import { readWords } from '../../../web/words.ts';
import {
  action,
  type BothChannels,
  delivery,
  fakeClock,
  fakeProviders,
  NOTICE,
  type Script,
  settings,
} from './stage.ts';
import { never } from './stage.ts';

// Goal: whenever the process is killed, nobody gets a notice twice on one channel, and whoever
// does not get it is named (P3). Method: the process dies before or after the effect of its nth
// call to a port, for every n; only the ledger and the providers live on.

const words = readWords('en');
const MAILS = ['a@x.example', 'b@x.example', 'busy@x.example', 'lost@x.example', 'gone@x.example'];
const PHONES = ['+33600000001', '+33600000002', '+33600000003', '+33600000004'];

const script: Script = (address, nth) => {
  if (address.startsWith('gone')) return { kind: 'rejected', reason: '550' };
  if (nth === 0 && address.startsWith('busy')) return { kind: 'deferred', reason: '451' };
  if (nth === 0 && address.startsWith('lost')) return { kind: 'unknown', reason: 'cut' };
  if (address.endsWith('3')) return { kind: 'unknown', reason: 'timeout' };
  return { kind: 'accepted', providerId: '1' };
};

/** Every call of every port passes here twice; at the `at`th pass the process is no more. */
function mortal(ports: BothChannels, at: number) {
  let passes = 0;
  let die = (): void => undefined;
  const dead = new Promise<void>((resolve) => {
    die = resolve;
  });
  const pass = async (): Promise<void> => {
    passes += 1;
    if (passes === at) die();
    if (passes >= at) await new Promise(() => undefined);
  };
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function' || name === 'now' || name === 'real') return member;
        return async (...given: readonly unknown[]) => {
          await pass();
          const result: unknown = await Reflect.apply(member, target, given);
          await pass();
          return result;
        };
      },
    });
  const { clock, deliveries, mail, sms } = ports;
  return {
    dead,
    passes: () => passes,
    ports: { clock, deliveries: wrap(deliveries), mail: wrap(mail), sms: wrap(sms) },
  };
}

async function live(kills: readonly number[]) {
  const deliveries = openDeliveries(':memory:');
  const clock = fakeClock();
  const providers = fakeProviders(clock, { mail: script, sms: script });
  const ports = { clock, deliveries, mail: providers.mail, sms: providers.sms };
  await deliveries.plan([
    ...MAILS.map((to) => delivery('mail', to)),
    ...PHONES.map((to) => delivery('sms', to)),
  ]);
  let firsts = 0;
  const counting = { ...settings, onFirstAccepted: () => void (firsts += 1) };
  let passes = 0;
  for (const at of [...kills, Number.POSITIVE_INFINITY]) {
    await deliveries.recover();
    const life = mortal(ports, at);
    await Promise.race([sendNotice(life.ports, counting, action, never), life.dead]);
    // What the dead process had already handed to the system still happens.
    await new Promise((resolve) => setImmediate(resolve));
    passes = life.passes();
  }
  return { deliveries, ...providers, passes, firsts };
}

async function expectPromiseKept({
  deliveries,
  mails,
  texts,
  firsts,
}: Awaited<ReturnType<typeof live>>) {
  const counts = await deliveries.counts(NOTICE);
  expect(counts.planned + counts.claimed).toBe(0);
  expect(counts.accepted + counts['failed-permanent'] + counts.unknown).toBe(
    MAILS.length + PHONES.length,
  );
  expect(firsts).toBeGreaterThanOrEqual(1);

  // By SMS at most once, ever.
  expect(new Set(texts.map(({ to }) => to)).size).toBe(texts.length);
  // By mail, a mailbox shows one message however often it came.
  const shown = new Set(mails.map(({ to, messageId }) => `${to} ${messageId}`));
  expect(shown.size).toBe(new Set(mails.map(({ to }) => to)).size);

  // Whoever was not surely reached is a task by name, and nobody else is.
  const tasks = await noticeTasks(deliveries, NOTICE, 100, words);
  expect(tasks).toHaveLength(counts['failed-permanent'] + counts.unknown);
  const named = new Set(tasks.flatMap(({ recipients }) => recipients));
  for (const to of [...MAILS, ...PHONES]) {
    const reached = [...mails, ...texts].some((message) => message.to === to);
    expect(reached || named.has(`school of ${to}`)).toBe(true);
  }
  expect(named.has('school of gone@x.example')).toBe(true);
  for (const to of ['a@x.example', 'b@x.example', 'busy@x.example', 'lost@x.example']) {
    expect(named.has(`school of ${to}`)).toBe(false);
  }
}

describe('a process killed while it sends', () => {
  test('keeps the promise at every single await', async () => {
    const { passes } = await live([]);
    expect(passes).toBeGreaterThan(40);
    for (let at = 1; at <= passes; at += 1) await expectPromiseKept(await live([at]));
  });

  test('keeps it when killed again and again', async () => {
    const kills = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 2, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(kills, async (at) => expectPromiseKept(await live(at))),
      { numRuns: 60 },
    );
  });

  test('sends every SMS that it had not begun', async () => {
    const { texts, deliveries } = await live([]);
    expect(texts).toHaveLength(PHONES.length);
    expect(await deliveries.counts(NOTICE)).toMatchObject({
      accepted: 7,
      'failed-permanent': 1,
      unknown: 1,
    });
  });
});
