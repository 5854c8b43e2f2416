// Goal: the check of P3 says no to each way of losing or doubling a message. Method: counts bent
// one by one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDeliveries, type DeliveryCounts } from '../../../core/promises/check-deliveries.ts';

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
      why: expect.stringContaining('7 acceptés, 3 sur la liste'),
    });
  });

  it.each<readonly [string, Partial<DeliveryCounts>]>([
    ['ni partis ni sur une liste', { accepted: 6, pending: 1 }],
    ['10 prévus, mais 9 comptés', { accepted: 6 }],
    ['10 prévus, mais 11 comptés', { accepted: 8 }],
    ['reçus deux fois', { doubled: 1 }],
    ['dans aucune boîte', { missing: 1 }],
  ])('is broken, and says %j', (words, bent) => {
    expect(checkDeliveries({ ...kept, ...bent })).toMatchObject({
      held: false,
      why: expect.stringContaining(words),
    });
  });

  it('says each thing that is wrong', () => {
    expect(checkDeliveries({ ...kept, doubled: 2, missing: 3 }).why).toBe(
      '2 messages reçus deux fois sur un même canal ; 3 messages dits acceptés ne sont dans aucune boîte',
    );
    // What is pending is counted: nothing is missing from the account.
    expect(checkDeliveries({ ...kept, accepted: 6, pending: 1 }).why).toBe(
      '1 messages prévus ne sont ni partis ni sur une liste',
    );
  });

  it('is undecided, and not broken, while messages are on their way and nothing is wrong', () => {
    expect(checkDeliveries({ ...kept, accepted: 4, leaving: 3 })).toEqual({
      id: 'P3',
      held: false,
      undecided: true,
      why: expect.stringContaining('3 messages sur 10 partaient encore'),
    });
    const lost = checkDeliveries({ ...kept, accepted: 4, leaving: 2, pending: 1 });
    expect(lost).toMatchObject({
      held: false,
      why: expect.stringMatching(/1 messages prévus ne sont ni .* ; 2 messages sur 10/),
    });
    expect(lost.undecided).toBeUndefined();
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
