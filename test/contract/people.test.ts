// Goal: what people answer to messages is kept alike by both ledgers. Method: one suite for each; a
// restart is a second opening of the same store.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../core/notice/delivery.ts';
import { epochMs, minutes } from '../../core/units.ts';
import { type DeliveriesHome, makings } from './deliveries-homes.ts';

const NOTICE = 'p-1/outage/1';
const at = epochMs;
const one = (name: string, recipients: readonly string[] = ['0311131L']): Delivery => ({
  key: `${NOTICE}/mail/${name}`,
  notice: NOTICE,
  channel: 'mail',
  address: `${name}@x.example`,
  recipients,
  language: 'fr',
  priority: 10,
});

describe.each(makings)('answers kept in $name', ({ start }) => {
  let home: DeliveriesHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());

  test('count once a contact, the first time, over a restart', async () => {
    const store = await home.fresh();
    const ledger = home.open(store);
    await ledger.plan([one('a', ['0311131L', '0311132M']), one('b')]);
    expect(await ledger.acknowledged(one('a').key)).toEqual({
      key: one('a').key,
      recipients: ['0311131L', '0311132M'],
      at: null,
    });
    expect(await ledger.acknowledge(one('b').key, at(7))).toBe(7);
    expect(await ledger.acknowledge(one('a').key, at(5))).toBe(5);
    expect(await ledger.acknowledge(one('a').key, at(9))).toBe(5);
    ledger.close();
    const again = home.open(store);
    expect(await again.acknowledged(one('a').key)).toMatchObject({ at: 5 });
    expect(await again.acknowledgements(NOTICE)).toEqual([
      { key: one('a').key, recipients: ['0311131L', '0311132M'], at: 5 },
      { key: one('b').key, recipients: ['0311131L'], at: 7 },
    ]);
    expect(await again.acknowledgements('p-1/outage/2')).toEqual([]);
    again.close();
  });

  test('to a delivery that never was are none', async () => {
    const ledger = home.open(await home.fresh());
    for (const key of [one('a').key, 'x', '']) {
      expect(await ledger.acknowledge(key, at(1))).toBeNull();
      expect(await ledger.acknowledged(key)).toBeNull();
      expect(await ledger.optIn(key, at(1), minutes(60))).toBe(false);
    }
    expect(await ledger.acknowledgements(NOTICE)).toEqual([]);
    ledger.close();
  });

  test('take silence back while it is fresh, and can ask for it again', async () => {
    const ledger = home.open(await home.fresh());
    const { key, address } = one('a');
    await ledger.plan([one('a'), one('b')]);
    expect(await ledger.optIn(key, at(1), minutes(60))).toBe(false);
    await ledger.optOut(key, at(1_000));
    await ledger.optOut(one('b').key, at(1_000));
    expect(await ledger.optIn(key, at(1_001 + minutes(60)), minutes(60))).toBe(false);
    expect((await ledger.optedOut()).has(address)).toBe(true);
    expect(await ledger.optIn(key, at(2_000), minutes(60))).toBe(true);
    expect([...(await ledger.optedOut())]).toEqual([one('b').address]);
    expect(await ledger.optIn(key, at(2_001), minutes(60))).toBe(false);
    await ledger.optOut(key, at(9_000_000));
    expect((await ledger.optedOut()).has(address)).toBe(true);
    expect(await ledger.optIn(key, at(9_000_001), minutes(60))).toBe(true);
    ledger.close();
  });

  test('of one channel say nothing of the other', async () => {
    const ledger = home.open(await home.fresh());
    const sms = {
      ...one('s'),
      key: `${NOTICE}/sms/s`,
      channel: 'sms',
      address: '+33600000001',
    } as const;
    await ledger.plan([one('a'), sms]);
    await ledger.optOut(sms.key, at(1));
    expect([...(await ledger.optedOut())]).toEqual([sms.address]);
    ledger.close();
  });
});
