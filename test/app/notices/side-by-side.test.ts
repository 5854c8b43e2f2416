// Goal: workers of both channels, two of each at once, stopped at any moment and started again, send
// every message, each SMS once, and the last of them sees that nothing is left (P3). Method: random
// interleavings over each real ledger; providers write down what they get.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sendNotice } from '../../../app/notices/send-notice.ts';
import type { SendPorts } from '../../../app/notices/send-settings.ts';
import type { Channel } from '../../../core/notice/delivery.ts';
import { type DurationMs, epochMs } from '../../../core/units.ts';
import { type DeliveriesHome, makings } from '../../contract/deliveries-homes.ts';
import { action, delivery, fakeProviders, NOTICE, type Script, settings } from './stage.ts';

/** One life of a worker: its channel, and after how many messages it is stopped. */
interface Life {
  readonly channel: Channel;
  readonly stopAfter: number;
}

const lives = fc.array(
  fc.record({
    channel: fc.constantFrom<Channel>('mail', 'sms'),
    stopAfter: fc.integer({ min: 0, max: 4 }),
  }),
  { minLength: 2, maxLength: 5 },
);

/** Every third mail is put off once. */
const script: Script = (address, nth) =>
  nth === 0 && /^[036]@/u.test(address)
    ? { kind: 'deferred', reason: '421' }
    : { kind: 'accepted', providerId: 'ok' };

describe.each(makings)('workers side by side on a ledger in $name', ({ name, start }) => {
  let home: DeliveriesHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());

  test('send all, each SMS once, and one of those that ran to their end saw the end', async () => {
    await fc.assert(
      fc.asyncProperty(lives, lives, async (first, second) => {
        const store = await home.fresh();
        const clock = homeClock(home);
        const { mail, sms, mails, texts } = fakeProviders(clock, { mail: script });
        const plan = home.open(store);
        await plan.plan([
          ...[0, 1, 2, 3, 4].map((n) => delivery('mail', `${n}@x.example`)),
          ...[0, 1, 2, 3].map((n) => delivery('sms', `+3360000000${n}`)),
        ]);
        const run = async ({ channel, stopAfter }: Life): Promise<number> => {
          const ledger = home.open(store);
          const stop = new AbortController();
          let left = stopAfter;
          const counted = <Message, Result>(send: (message: Message) => Promise<Result>) => ({
            send: async (message: Message) => {
              if ((left -= 1) < 0) stop.abort();
              return send(message);
            },
          });
          const ports: SendPorts = {
            clock,
            deliveries: ledger,
            ...(channel === 'mail'
              ? { mail: counted((message) => mail.send(message)) }
              : { sms: counted((message) => sms.send(message)) }),
          };
          const { deliveries } = await sendNotice(ports, settings, action, stop.signal);
          ledger.close();
          return stop.signal.aborted ? -1 : deliveries.pending;
        };
        for (const both of [first, second]) await Promise.all(both.map(run));
        const ends = await Promise.all(
          (['mail', 'sms'] as const).map((channel) => run({ channel, stopAfter: 99 })),
        );
        expect(Math.min(...ends)).toBe(0);
        expect(await plan.counts(NOTICE)).toMatchObject({ accepted: 9, planned: 0, claimed: 0 });
        expect(texts.map(({ to }) => to).toSorted()).toEqual(
          [0, 1, 2, 3].map((n) => `+3360000000${n}`),
        );
        // One that was put off comes twice; no other does.
        expect(mails).toHaveLength(5 + 2);
        plan.close();
      }),
      { numRuns: name === 'SQLite' ? 20 : 4 },
    );
  }, 60_000);
});

/** The home's own time, which a sleep moves. */
function homeClock(home: DeliveriesHome) {
  return {
    now: () => epochMs(home.now()),
    sleep: async (by: number) => {
      const end = home.now() + by;
      await new Promise((resolve) => setImmediate(resolve));
      home.tick(Math.max(0, end - home.now()));
    },
    real: (by: DurationMs) => by,
  };
}
