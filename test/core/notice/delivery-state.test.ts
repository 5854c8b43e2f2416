// Goal: a delivery only ever moves as the table says, ends the same in whatever order words of it
// come, and is never lost between two states. Method: properties over every state and receipt.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DELIVERY_STATES,
  type DeliveryState,
  hasFailed,
  isPending,
  MOVES,
  needsPerson,
  type SettledState,
  stateAfterAnswer,
  stateAfterReceipt,
  stateSaidBy,
} from '../../../core/notice/delivery-state.ts';
import {
  meansMissed,
  outweighs,
  provesArrival,
  RECEIPT_KINDS,
  type ReceiptKind,
} from '../../../core/notice/receipt.ts';

const kinds = fc.constantFrom(...RECEIPT_KINDS);
const states = fc.constantFrom(...DELIVERY_STATES);
const SETTLED: readonly SettledState[] = [
  'unknown',
  'accepted',
  'failed-temporary',
  'suppressed',
  'failed-permanent',
];
const answers = fc.constantFrom(...SETTLED);
const allowed = (from: DeliveryState, to: DeliveryState): boolean =>
  from === to || MOVES[from].includes(to);
const strongest = (told: readonly ReceiptKind[]): ReceiptKind | null =>
  told.reduce<ReceiptKind | null>((was, kind) => (outweighs(kind, was) ? kind : was), null);

describe('the states of a delivery', () => {
  it('move by a receipt only as the table allows, and never back', () => {
    fc.assert(
      fc.property(states, kinds, (from, kind) => {
        const to = stateAfterReceipt(from, kind);
        expect([from, to, allowed(from, to)]).toEqual([from, to, true]);
        expect(DELIVERY_STATES.indexOf(to)).toBeGreaterThanOrEqual(DELIVERY_STATES.indexOf(from));
      }),
    );
  });

  it('move by an answer only as the table allows', () => {
    fc.assert(
      fc.property(answers, fc.option(kinds), (answer, kind) => {
        expect(MOVES.claimed).toContain(stateAfterAnswer(answer, kind));
      }),
    );
  });

  it('end the same whether receipts come before the answer, after it, or in another order', () => {
    fc.assert(
      fc.property(answers, fc.array(kinds), fc.nat(8), (answer, told, cut) => {
        const end = (early: readonly ReceiptKind[], late: readonly ReceiptKind[]) =>
          late.reduce<DeliveryState>(stateAfterReceipt, stateAfterAnswer(answer, strongest(early)));
        const all = end(told, []);
        expect(end([], told)).toBe(all);
        expect(end(told.slice(0, cut), told.slice(cut).toReversed())).toBe(all);
      }),
    );
  });

  it('end for good at a refusal, and nowhere else', () => {
    expect(DELIVERY_STATES.filter((state) => MOVES[state].length === 0)).toEqual([
      'failed-permanent',
    ]);
  });

  it('are each owed, arrived or taken, or somebody’s task', () => {
    for (const state of DELIVERY_STATES) {
      const reached = state === 'accepted' || state === 'delivered';
      expect([
        state,
        Number(isPending(state)) + Number(needsPerson(state)) + Number(reached),
      ]).toEqual([state, 1]);
      expect([state, !hasFailed(state) || needsPerson(state)]).toEqual([state, true]);
    }
  });

  it.each(RECEIPT_KINDS)('after “%s” are failed exactly when it means missed', (kind) => {
    expect(hasFailed(stateSaidBy(kind))).toBe(meansMissed(kind));
    expect(stateSaidBy(kind) === 'delivered').toBe(provesArrival(kind));
  });

  it('leave a claimed one to its sender', () => {
    for (const kind of RECEIPT_KINDS) expect(stateAfterReceipt('claimed', kind)).toBe('claimed');
  });
});
