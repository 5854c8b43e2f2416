// Goal: what every making of the `Deliveries` port must keep. Method: the same suite for each;
// a restart is a second opening of the same store.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../core/notice/delivery.ts';
import { OUTDATED } from '../../core/notice/dropped.ts';
import type { SettledState } from '../../core/notice/delivery-state.ts';
import type { Receipt } from '../../core/notice/receipt.ts';
import { epochMs } from '../../core/units.ts';
import { type DeliveriesHome, makings } from './deliveries-homes.ts';

const NOTICE = 'p-1/outage/1';
const at = epochMs;

const one = (name: string, changes: Partial<Delivery> = {}): Delivery => ({
  key: `${changes.notice ?? NOTICE}/${changes.channel ?? 'mail'}/${name}`,
  notice: NOTICE,
  channel: 'mail',
  address: `${name}@x.example`,
  recipients: ['0311131L', '0311132M'],
  language: 'fr',
  priority: 10,
  ...changes,
});

describe.each(makings)('deliveries kept in $name', ({ start }) => {
  let home: DeliveriesHome;
  beforeAll(async () => {
    home = await start();
  });
  afterAll(() => home.stop());
  const fresh = () => home.fresh();
  const open = (store: string) => home.open(store);

  test('are given out by priority, then in the order of the plan, whole and once', async () => {
    const ledger = open(await fresh());
    const late = one('late', { priority: 30, language: 'en', recipients: ['R'] });
    await ledger.plan([late, one('a'), one('b'), one('other', { notice: 'p-2/outage/1' })]);
    expect(await ledger.take(NOTICE, 2, at(0))).toEqual([
      { ...one('a'), tries: 0 },
      { ...one('b'), tries: 0 },
    ]);
    expect(await ledger.take(NOTICE, 9, at(0))).toEqual([{ ...late, tries: 0 }]);
    expect(await ledger.take(NOTICE, 9, at(0))).toEqual([]);
    expect(await ledger.counts(NOTICE)).toMatchObject({ claimed: 3, planned: 0 });
    ledger.close();
  });

  test('planned twice are planned once, and a settled one stays settled', async () => {
    const ledger = open(await fresh());
    await ledger.plan([one('a')]);
    await ledger.take(NOTICE, 1, at(0));
    await ledger.settle(one('a').key, 'accepted', 'id-1', at(5));
    await ledger.plan([one('a'), one('b')]);
    expect(await ledger.counts(NOTICE)).toEqual({
      planned: 1,
      claimed: 0,
      unknown: 0,
      accepted: 1,
      delivered: 0,
      'failed-temporary': 0,
      suppressed: 0,
      'failed-permanent': 0,
    });
    await ledger.settle(one('a').key, 'failed-permanent', 'late answer', at(6));
    expect(await ledger.counts(NOTICE)).toMatchObject({ accepted: 1, 'failed-permanent': 0 });
    expect(await ledger.firstAcceptedAt(NOTICE)).toBe(5);
    ledger.close();
  });

  test('that another message replaced are told apart from what failed', async () => {
    const ledger = open(await fresh());
    const sms = { channel: 'sms' } as const;
    await ledger.plan([one('a', sms), one('b', sms), one('c', sms), one('d')]);
    for (const { key } of await ledger.take(NOTICE, 9, at(0)))
      await ledger.settle(key, 'suppressed', key.endsWith('a') ? 'on a list' : OUTDATED, at(5));
    expect(await ledger.counts(NOTICE)).toMatchObject({ suppressed: 4, dropped: 3 });
    expect(await ledger.counts(NOTICE, 'sms')).toMatchObject({ suppressed: 3, dropped: 2 });
    expect(await ledger.firstAcceptedAt(NOTICE)).toBeNull();
    ledger.close();
  });

  test('are given out on one channel alone, and not before their time', async () => {
    const ledger = open(await fresh());
    await ledger.plan([
      one('m'),
      one('s', { channel: 'sms' }),
      one('held', {
        channel: 'sms',
        notBefore: at(100),
        rings: {
          until: at(200),
          timeZone: 'Europe/Paris',
          places: [{ department: '972', type: 'erea', timeZone: 'America/Martinique' }],
        },
      }),
    ]);
    expect(await ledger.counts(NOTICE, 'mail')).toMatchObject({ planned: 1 });
    expect(await ledger.counts(NOTICE, 'sms')).toMatchObject({ planned: 2 });
    expect(await ledger.counts(NOTICE)).toMatchObject({ planned: 3 });
    const due = async (now: number) => names(await ledger.take(NOTICE, 9, at(now), 'sms'));
    const [kept] = (await ledger.readers(NOTICE)).flatMap(({ rings }) => rings ?? []);
    expect(kept).toEqual({
      until: 200,
      timeZone: 'Europe/Paris',
      places: [{ department: '972', type: 'erea', timeZone: 'America/Martinique' }],
    });
    expect(await due(99)).toEqual(['s']);
    expect(await ledger.nextAt(NOTICE, 'sms')).toBe(100);
    const [held] = await ledger.take(NOTICE, 9, at(100), 'sms');
    expect([held?.key, held?.rings]).toEqual([one('held', { channel: 'sms' }).key, kept]);
    expect(await ledger.nextAt(NOTICE, 'sms')).toBeNull();
    expect(await ledger.nextAt(NOTICE)).toBe(0);
    ledger.close();
  });

  test('put back come again at their time, and count their tries', async () => {
    const ledger = open(await fresh());
    await ledger.plan([one('a')]);
    await ledger.take(NOTICE, 1, at(0));
    await ledger.putBack(one('a').key, at(50), 'busy');
    expect(await ledger.take(NOTICE, 1, at(49))).toEqual([]);
    expect(await ledger.nextAt(NOTICE)).toBe(50);
    expect(await ledger.take(NOTICE, 1, at(50))).toEqual([{ ...one('a'), tries: 1 }]);
    ledger.close();
  });

  test('that were being sent when the process died: mail again, SMS unknown', async () => {
    const path = await fresh();
    const before = open(path);
    await before.plan([
      one('m'),
      one('s', { channel: 'sms' }),
      one('n'),
      one('t', { channel: 'sms' }),
    ]);
    await before.take(NOTICE, 1, at(0), 'mail');
    await before.take(NOTICE, 1, at(0), 'sms');
    const after = open(path);
    home.outliveLeases();
    expect(await after.recover()).toEqual({ mailsAgain: 1, smsUnknown: 1 });
    expect(await after.recover()).toEqual({ mailsAgain: 0, smsUnknown: 0 });
    expect(await after.counts(NOTICE)).toMatchObject({ planned: 3, unknown: 1 });
    expect((await after.unreached(NOTICE, 9)).map(({ key }) => key)).toEqual([
      one('s', { channel: 'sms' }).key,
    ]);
    before.close();
    after.close();
  });

  test('that will not happen are listed with the reason, and so are those without a contact', async () => {
    const ledger = open(await fresh());
    const missing = {
      key: `${NOTICE}/none/X`,
      notice: NOTICE,
      recipient: 'X',
      name: 'École X',
      why: 'no-contact',
    } as const;
    await ledger.noteUnreachable([missing]);
    await ledger.noteUnreachable([missing]);
    await ledger.plan([one('a'), one('b')]);
    await ledger.take(NOTICE, 2, at(0));
    await ledger.settle(one('a').key, 'failed-permanent', '550', at(1));
    await ledger.settle(one('b').key, 'accepted', 'ok', at(1));
    expect(await ledger.unreached(NOTICE, 9)).toEqual([
      { ...one('a'), state: 'failed-permanent', detail: '550' },
    ]);
    expect(await ledger.unreachable(NOTICE, 9)).toEqual([missing]);
    expect(await ledger.readers(NOTICE)).toEqual([one('b')]);
    ledger.close();
  });

  test('remember who asked for silence, by the delivery that reached them, over a restart', async () => {
    const file = await fresh();
    const ledger = open(file);
    await ledger.plan([one('a'), one('b')]);
    expect(await ledger.optOut(one('a').key, at(1))).toBe(true);
    expect(await ledger.optOut(one('a').key, at(2))).toBe(true);
    expect(await ledger.optOut('nobody/mail/x', at(3))).toBe(false);
    ledger.close();
    const again = open(file);
    expect([...(await again.optedOut())]).toEqual(['a@x.example']);
    again.close();
  });

  test('settled side by side are all on disk when their promises resolve', async () => {
    const path = await fresh();
    const ledger = open(path);
    const many = Array.from({ length: 120 }, (_, n) => one(String(n)));
    await ledger.plan(many);
    await ledger.take(NOTICE, 120, at(0));
    await Promise.all(many.map(({ key }) => ledger.settle(key, 'accepted', 'ok', at(1))));
    const reader = open(path);
    expect(await reader.counts(NOTICE)).toMatchObject({ accepted: 120 });
    reader.close();
    ledger.close();
  });

  test('that wait for their hour come by priority among those that do not, once it has come', async () => {
    const ledger = open(await fresh());
    await ledger.plan([
      one('late', { priority: 30 }),
      one('held', { priority: 20, notBefore: at(100) }),
      one('first', { priority: 10 }),
      one('longer', { priority: 0, notBefore: at(200) }),
    ]);
    expect(names(await ledger.take(NOTICE, 2, at(100)))).toEqual(['first', 'held']);
    expect(names(await ledger.take(NOTICE, 9, at(100)))).toEqual(['late']);
    expect(await ledger.nextAt(NOTICE)).toBe(200);
    ledger.close();
  });

  test('go to one of two senders who reach for them at once', async () => {
    const store = await fresh();
    const [left, right] = [open(store), open(store)];
    await left.plan(Array.from({ length: 20 }, (_, n) => one(String(n), { channel: 'sms' })));
    const taken = await Promise.all(
      [left, right, left, right].map((ledger) => ledger.take(NOTICE, 6, at(0), 'sms')),
    );
    const all = taken.flat().map(({ key }) => key);
    expect(new Set(all).size).toBe(all.length);
    expect(await right.counts(NOTICE)).toMatchObject({ claimed: all.length });
    left.close();
    right.close();
  });

  describe('and their receipts', () => {
    const receipt = (name: string, kind: Receipt['kind'], when = 9, detail = `said ${kind}`) => ({
      key: one(name).key,
      kind,
      detail,
      at: at(when),
    });
    const settled = async (states: { readonly [name: string]: SettledState }) => {
      const ledger = open(await fresh());
      await ledger.plan(Object.keys(states).map((name) => one(name)));
      await ledger.take(NOTICE, 99, at(0));
      for (const [name, state] of Object.entries(states)) {
        await ledger.settle(one(name).key, state, 'answer', at(5));
      }
      return ledger;
    };

    test('move the states, and list who was not reached after all with the reason', async () => {
      const ledger = await settled({ a: 'accepted', b: 'accepted', c: 'accepted', d: 'accepted' });
      expect(await ledger.note(receipt('a', 'bounced', 9, '5.1.1 no such user'))).toBe(true);
      expect(await ledger.note(receipt('a', 'bounced', 10, 'told twice'))).toBe(true);
      expect(await ledger.note(receipt('b', 'delivered'))).toBe(true);
      expect(await ledger.note(receipt('c', 'expired', 9, ''))).toBe(true);
      expect(await ledger.note(receipt('nobody', 'bounced'))).toBe(false);
      expect(await ledger.note({ ...receipt('a', 'bounced'), key: 'no key of ours' })).toBe(false);
      expect(await ledger.unreached(NOTICE, 9)).toEqual([
        {
          ...one('a'),
          state: 'failed-permanent',
          detail: 'bounced: 5.1.1 no such user',
          receipt: 'bounced',
        },
        { ...one('c'), state: 'failed-temporary', detail: 'expired', receipt: 'expired' },
      ]);
      expect(await ledger.unreached(NOTICE, 1)).toHaveLength(1);
      expect(names(await ledger.readers(NOTICE))).toEqual(['b', 'd']);
      expect(await ledger.counts(NOTICE)).toMatchObject({
        accepted: 1,
        delivered: 1,
        'failed-temporary': 1,
        'failed-permanent': 1,
      });
      expect(await ledger.receipts(NOTICE)).toEqual({
        delivered: 1,
        complained: 0,
        expired: 1,
        blocked: 0,
        bounced: 1,
      });
      expect(await ledger.firstAcceptedAt(NOTICE)).toBe(5);
      ledger.close();
    });

    test('give way to stronger ones only, in whatever order they come', async () => {
      const ledger = await settled({ a: 'accepted', b: 'accepted' });
      for (const kind of ['delivered', 'bounced', 'delivered', 'blocked'] as const) {
        await ledger.note(receipt('a', kind));
      }
      for (const kind of ['bounced', 'delivered'] as const) await ledger.note(receipt('b', kind));
      expect(await ledger.receipts(NOTICE)).toMatchObject({ bounced: 2, delivered: 0, blocked: 0 });
      expect(names(await ledger.unreached(NOTICE, 9))).toEqual(['a', 'b']);
      ledger.close();
    });

    test.each([
      ['delivered', 'delivered'],
      ['bounced', 'failed-permanent'],
    ] as const)(
      '%s while its answer is waited for keeps it from going again',
      async (kind, state) => {
        const ledger = open(await fresh());
        await ledger.plan([one('a')]);
        await ledger.take(NOTICE, 1, at(0));
        await ledger.note(receipt('a', kind));
        await ledger.putBack(one('a').key, at(20), 'no answer came');
        expect(await ledger.counts(NOTICE)).toMatchObject({ [state]: 1, planned: 0, claimed: 0 });
        expect(await ledger.nextAt(NOTICE)).toBeNull();
        expect(await ledger.unreached(NOTICE, 9)).toHaveLength(kind === 'bounced' ? 1 : 0);
        ledger.close();
      },
    );

    test('make up for an answer that never came, and for no refusal', async () => {
      const ledger = await settled({
        lost: 'unknown',
        refused: 'failed-permanent',
        gone: 'unknown',
      });
      await ledger.note(receipt('lost', 'delivered', 7));
      await ledger.note(receipt('refused', 'delivered'));
      await ledger.note(receipt('gone', 'blocked'));
      expect(await ledger.counts(NOTICE)).toMatchObject({
        delivered: 1,
        'failed-permanent': 1,
        suppressed: 1,
        unknown: 0,
      });
      expect(names(await ledger.unreached(NOTICE, 9))).toEqual(['refused', 'gone']);
      expect(await ledger.firstAcceptedAt(NOTICE)).toBe(7);
      ledger.close();
    });

    test('may come before the answer, or in place of one that never comes', async () => {
      const store = await fresh();
      const ledger = open(store);
      const texts = ['slow', 'lost', 'died'].map((name) => one(name, { channel: 'sms' }));
      await ledger.plan(texts);
      await ledger.take(NOTICE, 9, at(0));
      for (const { key } of texts) {
        await ledger.note({ key, kind: 'delivered', detail: 'on the phone', at: at(3) });
      }
      expect(await ledger.counts(NOTICE)).toMatchObject({ claimed: 3 });
      await ledger.settle(texts[0]?.key ?? '', 'accepted', 'id', at(4));
      await ledger.settle(texts[1]?.key ?? '', 'unknown', 'no answer', at(4));
      home.outliveLeases();
      expect(await ledger.recover()).toEqual({ mailsAgain: 0, smsUnknown: 0 });
      expect(await ledger.counts(NOTICE)).toMatchObject({ delivered: 3, claimed: 0, unknown: 0 });
      expect(await ledger.unreached(NOTICE, 9)).toEqual([]);
      ledger.close();
    });

    test('tell of one that waits to go again, which then does not', async () => {
      const ledger = open(await fresh());
      await ledger.plan([one('a'), one('b')]);
      await ledger.take(NOTICE, 9, at(0));
      await ledger.putBack(one('a').key, at(1), 'the answer was lost');
      await ledger.note(receipt('a', 'delivered', 3));
      await ledger.note(receipt('b', 'bounced', 3));
      expect(await ledger.take(NOTICE, 9, at(9))).toEqual([]);
      expect(await ledger.counts(NOTICE)).toMatchObject({ delivered: 1, claimed: 1, planned: 0 });
      home.outliveLeases();
      expect(await ledger.recover()).toEqual({ mailsAgain: 0, smsUnknown: 0 });
      expect(await ledger.counts(NOTICE)).toMatchObject({ delivered: 1, 'failed-permanent': 1 });
      ledger.close();
    });

    test('leave the first acceptance where it was, though that very message bounced', async () => {
      const ledger = await settled({ a: 'accepted', refused: 'failed-permanent' });
      await ledger.note(receipt('a', 'bounced', 9));
      expect(await ledger.firstAcceptedAt(NOTICE)).toBe(5);
      const none = await settled({ refused: 'failed-permanent', busy: 'failed-temporary' });
      expect(await none.firstAcceptedAt(NOTICE)).toBeNull();
      ledger.close();
      none.close();
    });

    test('find their delivery by the name that its provider gave, if one alone has it', async () => {
      const ledger = open(await fresh());
      await ledger.plan(['a', 'b', 'c', 'd'].map((name) => one(name)));
      await ledger.take(NOTICE, 9, at(0));
      await ledger.settle(one('a').key, 'accepted', 'ok', at(1), 'id-a');
      await ledger.settleMany([
        { key: one('b').key, state: 'accepted', detail: '', at: at(1), providerId: 'id-b' },
        { key: one('c').key, state: 'accepted', detail: '', at: at(1), providerId: 'twice' },
        { key: one('d').key, state: 'accepted', detail: '', at: at(1), providerId: 'twice' },
      ]);
      expect(await ledger.counts(NOTICE)).toMatchObject({ accepted: 4 });
      expect(await ledger.keyOfProviderId('id-a')).toBe(one('a').key);
      expect(await ledger.keyOfProviderId('id-b')).toBe(one('b').key);
      for (const id of ['twice', 'nobody', '', 'x'.repeat(5_000)])
        expect([id.length, await ledger.keyOfProviderId(id)]).toEqual([id.length, null]);
      ledger.close();
    });

    test('of which one copy came back may have been read: a mail that was tried again', async () => {
      const ledger = open(await fresh());
      await ledger.plan([one('a'), one('b'), one('c')]);
      await ledger.take(NOTICE, 3, at(0));
      await ledger.putBack(one('a').key, at(1), 'no answer came');
      await ledger.settle(one('b').key, 'accepted', '', at(1));
      await ledger.settle(one('c').key, 'accepted', '', at(1));
      await ledger.take(NOTICE, 3, at(2));
      await ledger.settle(one('a').key, 'accepted', '', at(2));
      await ledger.note(receipt('a', 'bounced'));
      await ledger.note(receipt('b', 'bounced'));
      expect(names(await ledger.readers(NOTICE))).toEqual(['c']);
      expect(names(await ledger.mayHaveRead(NOTICE))).toEqual(['a', 'c']);
      ledger.close();
    });

    test('that complain are an opt-out, also when told again', async () => {
      const ledger = await settled({ a: 'accepted', b: 'accepted' });
      await ledger.note(receipt('a', 'complained'));
      await ledger.note(receipt('a', 'complained'));
      expect([...(await ledger.optedOut())]).toEqual(['a@x.example']);
      expect(names(await ledger.readers(NOTICE))).toEqual(['a', 'b']);
      ledger.close();
    });
  });
});

const names = (list: readonly Delivery[]) => list.map(({ key }) => key.split('/').at(-1));
