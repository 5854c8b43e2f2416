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

  test('keep back what is owed and not held, of every notice', async () => {
    const ledger = home.open(await home.fresh());
    const other = 'p-1/outage/2';
    const later = { ...one('a'), key: `${other}/mail/a`, notice: other };
    await ledger.plan([
      { ...one('a'), priority: 1 },
      one('b'),
      { ...one('c'), priority: 2 },
      later,
    ]);
    expect(await ledger.take(NOTICE, 2, at(0))).toHaveLength(2);
    for (const name of ['a', 'b', 'c']) await ledger.optOut(one(name).key, at(1));
    // One that was held meanwhile is given back, and owed no longer.
    await ledger.putBack(one('c').key, at(2), 'stopped');
    for (const notice of [NOTICE, other]) {
      expect(await ledger.take(notice, 1, at(2))).toEqual([]);
      expect(await ledger.nextAt(notice)).toBeNull();
    }
    // What a sender holds is its own.
    await ledger.settle(one('a').key, 'accepted', 'ok', at(3));
    expect(await ledger.counts(NOTICE)).toMatchObject({ planned: 0, accepted: 1, suppressed: 2 });
    expect(await ledger.unreached(other, 9)).toMatchObject([
      { key: later.key, state: 'suppressed', detail: expect.stringContaining('no more messages') },
    ]);
    ledger.close();
  });

  test('are asked for by mails that arrived or may have, and by no others', async () => {
    const ledger = home.open(await home.fresh());
    const names = ['accepted', 'bounced', 'delivered', 'refused', 'unsure'];
    const sms = { ...one('s', ['S']), key: `${NOTICE}/sms/s`, channel: 'sms' } as const;
    await ledger.plan([...names.map((name) => one(name, [name])), sms]);
    await ledger.take(NOTICE, 9, at(0));
    await ledger.plan([one('waits', ['waits'])]);
    for (const name of ['accepted', 'bounced', 'delivered'])
      await ledger.settle(one(name).key, 'accepted', '', at(1));
    await ledger.settle(sms.key, 'accepted', '', at(1));
    await ledger.settle(one('refused').key, 'failed-permanent', '', at(1));
    await ledger.settle(one('unsure').key, 'unknown', '', at(1));
    for (const kind of ['bounced', 'delivered'] as const)
      await ledger.note({ key: one(kind).key, kind, detail: '', at: at(2) });
    expect([...(await ledger.askedByMail(NOTICE))].toSorted()).toEqual(['accepted', 'delivered']);
    expect([...(await ledger.askedByMail('p-1/outage/2'))]).toEqual([]);
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
