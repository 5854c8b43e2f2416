// Goal: a ledger or a rate that fails in the middle of a batch costs nobody a message and nobody
// gets one twice. Method: a real ledger in memory whose nth call of one kind fails, for every n, and
// the run that comes after it.
import { describe, expect, test } from 'vitest';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import type { Deliveries } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { action, delivery, never, NOTICE, settings, stage } from './stage.ts';

const PHONES = Array.from({ length: 6 }, (_, n) => `+3360000000${n}`);
const down = () => new PreauError('store-unavailable', 'no answer', { retryable: true });

/** Fails once, at the nth call. */
function failingAt<Call extends (...given: never[]) => Promise<unknown>>(call: Call, nth: number) {
  let calls = 0;
  return ((...given: Parameters<Call>) => {
    calls += 1;
    return calls === nth ? Promise.reject(down()) : call(...given);
  }) as Call;
}

describe.each([1, 2, 3, 4, 5, 6])('at the %ith', (nth) => {
  test('turn of the rate, what was not begun goes back and is sent by the next run', async () => {
    const { ports, deliveries, texts } = stage();
    await deliveries.plan(PHONES.map((to) => delivery('sms', to)));
    const turnstile = failingAt(settings.sms.turnstile, nth);
    const failing = { ...settings, sms: { turnstile, concurrency: 2, batch: 4 } };
    await expect(sendNotice(ports, failing, action, never)).rejects.toThrow('no answer');
    const counts = await deliveries.counts(NOTICE);
    expect([counts.claimed, counts.planned]).toEqual([0, PHONES.length - texts.length]);
    const { deliveries: sent } = await sendNotice(ports, settings, action, never);
    expect(sent).toMatchObject({ accepted: 6, failed: 0, unknown: 0, pending: 0 });
    expect(texts).toHaveLength(PHONES.length);
  });

  test('write of an outcome, only the one that it was about is left in doubt', async () => {
    const { ports, deliveries, texts } = stage();
    await deliveries.plan(PHONES.map((to) => delivery('sms', to)));
    const ledger: Deliveries = {
      ...deliveries,
      settle: failingAt<Deliveries['settle']>((...given) => deliveries.settle(...given), nth),
    };
    const calm = { ...settings, sms: { ...settings.sms, concurrency: 2, batch: 4 } };
    const run = sendNotice({ ...ports, deliveries: ledger }, calm, action, never);
    await expect(run).rejects.toThrow('no answer');
    expect((await deliveries.counts(NOTICE)).claimed).toBe(1);
    await deliveries.recover();
    const { deliveries: sent } = await sendNotice(ports, calm, action, never);
    expect(sent).toMatchObject({ accepted: 5, failed: 0, unknown: 1, pending: 0 });
    expect(new Set(texts.map(({ to }) => to)).size).toBe(texts.length);
  });
});

test('that takes no more outcomes leaves in doubt what was in flight, and nobody else', async () => {
  const { ports, deliveries, texts } = stage();
  await deliveries.plan(PHONES.map((to) => delivery('sms', to)));
  const ledger: Deliveries = { ...deliveries, settle: () => Promise.reject(down()) };
  const calm = { ...settings, sms: { ...settings.sms, concurrency: 2, batch: 6 } };
  const run = sendNotice({ ...ports, deliveries: ledger }, calm, action, never);
  await expect(run).rejects.toThrow('no answer');
  expect(texts.length).toBeLessThanOrEqual(2);
  expect(await deliveries.counts(NOTICE)).toMatchObject({
    claimed: texts.length,
    planned: PHONES.length - texts.length,
  });
});

test('stops the other channel too, which gives back what it has not begun', async () => {
  const { ports, deliveries, texts } = stage();
  await deliveries.plan([
    delivery('mail', 'a@x.example'),
    ...PHONES.map((to) => delivery('sms', to)),
  ]);
  const settle: Deliveries['settle'] = (key, ...rest) =>
    key.includes('/mail/') ? Promise.reject(down()) : deliveries.settle(key, ...rest);
  const slow = { ...settings, sms: { ...settings.sms, concurrency: 1, batch: 6 } };
  const run = sendNotice({ ...ports, deliveries: { ...deliveries, settle } }, slow, action, never);
  await expect(run).rejects.toThrow('no answer');
  const counts = await deliveries.counts(NOTICE);
  expect([counts.claimed, counts.accepted]).toEqual([1, texts.length]);
  expect(texts.length).toBeLessThan(PHONES.length);
});
