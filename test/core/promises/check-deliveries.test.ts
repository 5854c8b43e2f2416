// Goal: the check of P3 says no to each way of losing or doubling a message. Method: counts bent
// one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDeliveries, type DeliveryCounts } from '../../../core/promises/check-deliveries.ts';
import type { Finding } from '../../../core/promises/finding.ts';

const kept: DeliveryCounts = {
  planned: 10,
  accepted: 7,
  failed: 2,
  unknown: 1,
  pending: 0,
  doubled: 0,
  missing: 0,
};

describe('P3', () => {
  it('holds when everyone planned is reached or on the list, and nobody is told twice', () => {
    expect(checkDeliveries(kept)).toEqual({
      id: 'P3',
      held: true,
      said: [{ key: 'all-told', values: { planned: 10, accepted: 7, listed: 3, replaced: 0 } }],
    });
  });

  it('lists nobody whose message a newer one replaced', () => {
    const { held, said } = checkDeliveries({ ...kept, replaced: 2 });
    expect(held).toBe(true);
    expect(said[0]?.values).toMatchObject({ listed: 1, replaced: 2 });
  });

  it.each<readonly [Finding, Partial<DeliveryCounts>]>([
    [
      { key: 'unsent', values: { count: 1 } },
      { accepted: 6, pending: 1 },
    ],
    [{ key: 'miscounted', values: { planned: 10, counted: 9 } }, { accepted: 6 }],
    [{ key: 'miscounted', values: { planned: 10, counted: 11 } }, { accepted: 8 }],
    [{ key: 'came-twice', values: { count: 1 } }, { doubled: 1 }],
    [{ key: 'in-no-box', values: { count: 1 } }, { missing: 1 }],
  ])('is broken, and says %j', (said, bent) => {
    // What is pending is counted: nothing is missing from the account.
    expect(checkDeliveries({ ...kept, ...bent })).toEqual({ id: 'P3', held: false, said: [said] });
  });

  it('says each thing that is wrong', () => {
    expect(checkDeliveries({ ...kept, doubled: 2, missing: 3 }).said).toEqual([
      { key: 'came-twice', values: { count: 2 } },
      { key: 'in-no-box', values: { count: 3 } },
    ]);
  });

  it('is undecided, and not broken, while messages are on their way and nothing is wrong', () => {
    expect(checkDeliveries({ ...kept, accepted: 4, leaving: 3 })).toEqual({
      id: 'P3',
      held: false,
      undecided: true,
      said: [{ key: 'on-their-way', values: { count: 3, planned: 10 } }],
    });
    expect(checkDeliveries({ ...kept, accepted: 4, leaving: 2, pending: 1 })).toEqual({
      id: 'P3',
      held: false,
      said: [
        { key: 'unsent', values: { count: 1 } },
        { key: 'on-their-way', values: { count: 2, planned: 10 } },
      ],
    });
  });

  it('holds for nothing else than whole accounts', () => {
    const count = fc.nat(20);
    const counts = fc.record({
      planned: count,
      accepted: count,
      failed: count,
      unknown: count,
      pending: count,
      leaving: count,
      doubled: count,
      missing: count,
    });
    fc.assert(
      fc.property(counts, (one) => {
        const whole = one.accepted + one.failed + one.unknown === one.planned;
        const open = one.pending + one.leaving;
        const held = whole && open + one.doubled + one.missing === 0;
        expect(checkDeliveries(one).held).toBe(held);
      }),
    );
  });
});
