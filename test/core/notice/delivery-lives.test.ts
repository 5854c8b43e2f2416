// Goal: every life that a delivery may have is allowed, and whether its words may have been read follows
// from where it ends. Method: lives as strings; each end by channel and tries as a table.
import { describe, expect, test } from 'vitest';
import {
  cameBack,
  DELIVERY_STATES,
  type DeliveryState,
  mayBeRead,
  MOVES,
  stateAfterAnswer,
} from '../../../core/notice/delivery-state.ts';
import { meansMissed, outweighs, RECEIPT_KINDS } from '../../../core/notice/receipt.ts';

describe('a delivery', () => {
  test.each([
    'planned > claimed > accepted > delivered',
    'planned > claimed > planned > claimed > unknown > delivered',
    'planned > claimed > unknown > failed-temporary > failed-permanent',
    'planned > delivered > suppressed > failed-permanent',
    'planned > failed-temporary > suppressed > failed-permanent',
    'planned > suppressed',
    'planned > failed-permanent',
    'claimed > delivered > failed-temporary',
    'claimed > suppressed',
    'accepted > failed-temporary',
    'accepted > suppressed',
    'accepted > failed-permanent',
    'delivered > failed-permanent',
    'unknown > suppressed',
  ])('may live so: %s', (life) => {
    const states = life.split(' > ') as DeliveryState[];
    for (const [place, to] of states.slice(1).entries())
      expect([to, MOVES[states[place] as DeliveryState].includes(to)]).toEqual([to, true]);
  });

  test('moves nowhere but to a state, and never stays where it is by a move', () => {
    for (const from of DELIVERY_STATES)
      expect(MOVES[from].filter((to) => to === from || !DELIVERY_STATES.includes(to))).toEqual([]);
  });

  const readOf = (channel: 'mail' | 'sms', tries: number) =>
    DELIVERY_STATES.filter((state) => mayBeRead(state, channel, tries));
  const ON_ITS_WAY = ['planned', 'claimed', 'unknown', 'accepted', 'delivered'];

  test('may have been read until it failed; a mail of several copies, when one alone came back', () => {
    expect(readOf('mail', 0)).toEqual(ON_ITS_WAY);
    expect(readOf('mail', 1)).toEqual(ON_ITS_WAY);
    expect(readOf('mail', 2)).toEqual([...ON_ITS_WAY, 'failed-temporary', 'failed-permanent']);
    expect(readOf('sms', 2)).toEqual(ON_ITS_WAY);
    expect(DELIVERY_STATES.filter(cameBack)).toEqual(['failed-temporary', 'failed-permanent']);
  });

  test('is what its answer says while no receipt says more', () => {
    expect(stateAfterAnswer('unknown', null)).toBe('unknown');
    expect(stateAfterAnswer('unknown', 'complained')).toBe('delivered');
    expect(stateAfterAnswer('suppressed', 'expired')).toBe('suppressed');
  });
});

describe('of two receipts', () => {
  test('the one that says more outweighs, and none outweighs itself', () => {
    for (const [place, kind] of RECEIPT_KINDS.entries()) {
      expect(outweighs(kind, null)).toBe(true);
      for (const [other, known] of RECEIPT_KINDS.entries())
        expect([kind, known, outweighs(kind, known)]).toEqual([kind, known, place > other]);
    }
    expect(RECEIPT_KINDS.filter(meansMissed)).toEqual(['expired', 'blocked', 'bounced']);
  });
});
