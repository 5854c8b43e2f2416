// Goal: two senders on one ledger never both hold one SMS, and nothing planned is ever lost (P3).
// Method: random pairs of moves made at the same time, on each making, against a small model.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Channel, Delivery } from '../../core/notice/delivery.ts';
import { epochMs } from '../../core/units.ts';
import { type DeliveriesHome, LEASE, makings } from './deliveries-homes.ts';

type Move =
  | { readonly kind: 'plan'; readonly from: number; readonly channel: Channel }
  | { readonly kind: 'take'; readonly limit: number }
  | { readonly kind: 'settle'; readonly state: 'accepted' | 'failed-permanent' | 'unknown' }
  | { readonly kind: 'put-back'; readonly later: number }
  | { readonly kind: 'receipt'; readonly receipt: 'delivered' | 'bounced' }
  | { readonly kind: 'recover' };

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({
    kind: fc.constant('plan' as const),
    from: fc.nat(3),
    channel: fc.constantFrom<Channel>('mail', 'sms'),
  }),
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('take' as const), limit: fc.nat(3) }) },
  fc.record({
    kind: fc.constant('settle' as const),
    state: fc.constantFrom('accepted' as const, 'failed-permanent' as const, 'unknown' as const),
  }),
  fc.record({ kind: fc.constant('put-back' as const), later: fc.nat(3) }),
  fc.record({
    kind: fc.constant('receipt' as const),
    receipt: fc.constantFrom('delivered' as const, 'bounced' as const),
  }),
  fc.record({ kind: fc.constant('recover' as const) }),
);

/** Both senders' moves at one time, and how long nothing happens afterwards. */
const rounds = fc.array(
  fc.record({ both: fc.tuple(move, move), pause: fc.constantFrom(0, 1, LEASE) }),
  { minLength: 3, maxLength: 9 },
);

const NOTICE = 'p-1/outage/1';

const delivery = (channel: Channel, n: number): Delivery => ({
  key: `${NOTICE}/${channel}/${n}`,
  notice: NOTICE,
  channel,
  address: `${n}@x.example`,
  recipients: ['R'],
  language: 'fr',
  priority: n % 2,
});

describe.each(makings)('two senders on a ledger in $name', ({ start }) => {
  let home: DeliveriesHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());

  test('never both hold one SMS, and account for all that was planned', async () => {
    await fc.assert(
      fc.asyncProperty(rounds, async (list) => {
        const store = await home.fresh();
        const senders = [home.open(store), home.open(store)] as const;
        const model = makeModel(home);
        await play(senders[0], 0, { kind: 'plan', from: 0, channel: 'sms' }, model);
        for (const { both, pause } of list) {
          model.before(both);
          await Promise.all(
            senders.map((sender, index) => play(sender, index, both[index], model)),
          );
          model.after(both);
          expect(model.twice).toEqual([]);
          home.tick(pause);
        }
        home.outliveLeases();
        await senders[0].recover();
        const counts = await senders[1].counts(NOTICE);
        expect(counts.claimed).toBe(0);
        expect(Object.values(counts).reduce((sum, n) => sum + n, 0)).toBe(model.planned.size);
        for (const sender of senders) sender.close();
      }),
      { numRuns: 12 },
    );
  }, 30_000);
});

interface Held {
  readonly key: string;
  readonly takenAt: number;
  readonly round: number;
  /** Recovered from under its holder: nothing that it still says may count. */
  dead: boolean;
}

/** What each sender believes it holds, and which SMS may no longer be given out. */
function makeModel(home: DeliveriesHome) {
  const planned = new Set<string>();
  const spent = new Set<string>();
  const twice: string[] = [];
  const held: readonly [Held[], Held[]] = [[], []];
  let round = 0;
  return {
    planned,
    twice,
    /** What moves made at this time may show to their neighbour already. */
    before(both: readonly Move[]) {
      round += 1;
      for (const [index, one] of both.entries()) {
        const first = held[index]?.[0];
        if (one.kind === 'put-back' && first && !first.dead) spent.delete(first.key);
      }
    },
    after(both: readonly Move[]) {
      if (!both.some(({ kind }) => kind === 'recover')) return;
      for (const one of held.flat()) {
        if (one.round < round && home.lapsed(one.takenAt)) one.dead = true;
      }
    },
    took(index: number, key: string) {
      if (key.includes('/sms/')) {
        if (spent.has(key)) twice.push(key);
        spent.add(key);
      }
      held[index]?.push({ key, takenAt: home.now(), round, dead: false });
    },
    firstOf: (index: number) => held[index]?.shift()?.key,
  };
}

type Model = ReturnType<typeof makeModel>;
type Sender = ReturnType<DeliveriesHome['open']>;

async function play(sender: Sender, index: number, one: Move | undefined, model: Model) {
  switch (one?.kind) {
    case 'plan': {
      const plan = [0, 1].map((n) => delivery(one.channel, one.from + n));
      for (const { key } of plan) model.planned.add(key);
      return sender.plan(plan);
    }
    case 'take': {
      const taken = await sender.take(NOTICE, one.limit, epochMs(LEASE * 20));
      for (const { key } of taken) model.took(index, key);
      return;
    }
    case 'settle': {
      const key = model.firstOf(index);
      return key === undefined ? undefined : sender.settle(key, one.state, '', epochMs(1));
    }
    case 'put-back': {
      const key = model.firstOf(index);
      return key === undefined ? undefined : sender.putBack(key, epochMs(one.later), '');
    }
    case 'receipt': {
      const [key] = model.planned;
      if (key === undefined) return;
      await sender.note({ key, kind: one.receipt, detail: '', at: epochMs(1) });
      return;
    }
    case 'recover':
      await sender.recover();
      return;
    case undefined:
  }
}
