// Goal: an SMS is claimed only once its turn in the quota has come: a sender that is killed while it waits
// leaves none of unknown fate. Method: a turnstile that opens as often as the test says, and never after; then
// the ledger is recovered as a start does.
import { describe, expect, it, vi } from 'vitest';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import { action, delivery, NOTICE, settings, stage } from './stage.ts';

const PHONES = ['+33600000001', '+33600000002', '+33600000003', '+33600000004', '+33600000005'];

/** Opens `times` times; whoever comes later waits for ever, or until the run is stopped. */
function gate(times: number) {
  let asked = 0;
  return {
    asked: () => asked,
    turnstile: async (signal: AbortSignal) => {
      asked += 1;
      if (asked <= times) return;
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    },
  };
}

async function killedAtGate(times: number) {
  const { deliveries, ports, texts } = stage();
  await deliveries.plan(PHONES.map((phone) => delivery('sms', phone)));
  const { asked, turnstile } = gate(times);
  void sendNotice(
    ports,
    { ...settings, sms: { ...settings.sms, turnstile } },
    action,
    new AbortController().signal,
  );
  // Until somebody waits in vain, and what left before is written down.
  await vi.waitUntil(async () => {
    const { accepted } = await deliveries.counts(NOTICE, 'sms');
    return asked() > times && accepted === times;
  }, 15_000);
  return {
    texts,
    counts: await deliveries.counts(NOTICE, 'sms'),
    again: await deliveries.recover(),
  };
}

describe('a sender of SMS that is killed while it waits for its turn', () => {
  it.each([0, 1, 2, 3, 4])('after %i that left has claimed no other', async (times) => {
    const { texts, counts, again } = await killedAtGate(times);
    expect(texts).toHaveLength(times);
    expect(counts).toMatchObject({ accepted: times, planned: PHONES.length - times });
    expect(again.smsUnknown).toBe(0);
  });
});

describe('a sender of SMS', () => {
  it('asks for no turn where nothing is owed', async () => {
    const { ports } = stage();
    const { asked, turnstile } = gate(0);
    const own = { ...settings, sms: { ...settings.sms, turnstile } };
    await sendNotice(ports, own, action, new AbortController().signal);
    expect(asked()).toBe(0);
  });

  it('that is stopped while it waits ends, and leaves what it owes as it was', async () => {
    const { deliveries, ports } = stage();
    await deliveries.plan(PHONES.map((phone) => delivery('sms', phone)));
    const { turnstile } = gate(1);
    const ending = new AbortController();
    const own = { ...settings, sms: { ...settings.sms, turnstile } };
    const run = sendNotice(ports, own, action, ending.signal);
    await vi.waitUntil(async () => (await deliveries.counts(NOTICE, 'sms')).accepted === 1, 15_000);
    ending.abort();
    const { deliveries: summary } = await run;
    expect(summary).toMatchObject({ accepted: 1, pending: 4, unknown: 0 });
  });
});
