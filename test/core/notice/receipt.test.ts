// Goal: what is known of a delivery does not depend on the order in which receipts come, and in
// doubt a person is asked. Method: properties over all kinds.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  meansMissed,
  missedReason,
  outweighs,
  provesArrival,
  RECEIPT_KINDS,
  type ReceiptKind,
} from '../../../core/notice/receipt.ts';

const kinds = fc.constantFrom(...RECEIPT_KINDS);
const known = (told: readonly ReceiptKind[]): ReceiptKind | null =>
  told.reduce<ReceiptKind | null>((was, kind) => (outweighs(kind, was) ? kind : was), null);

describe('receipts', () => {
  it('end at the same kind in whatever order and however often they are told', () => {
    fc.assert(
      fc.property(fc.array(kinds), fc.nat(), (told, turn) => {
        const shift = told.length === 0 ? 0 : turn % told.length;
        const turned = [...told.slice(shift), ...told.slice(0, shift), ...told].toReversed();
        expect(known(turned)).toBe(known(told));
      }),
    );
  });

  it('once one says "not reached", none hides it', () => {
    fc.assert(
      fc.property(fc.array(kinds), (told) => {
        expect(meansMissed(known(told))).toBe(told.some(meansMissed));
      }),
    );
  });

  it.each(RECEIPT_KINDS)('%s means either arrived or missed', (kind) => {
    expect(provesArrival(kind)).toBe(!meansMissed(kind));
  });

  it('give the reason why somebody was missed, else the answer stands', () => {
    expect(missedReason('id-1', { kind: 'bounced', detail: '5.1.1' })).toBe('bounced: 5.1.1');
    expect(missedReason('id-1', { kind: 'expired', detail: '' })).toBe('expired');
    expect(missedReason('550 no', { kind: 'delivered', detail: 'ok' })).toBe('550 no');
    expect(missedReason('550 no', null)).toBe('550 no');
  });
});
