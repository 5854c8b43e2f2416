import { expect, test } from 'vitest';
import { earlierSms } from '../../../app/notices/earlier-sms.ts';
import type { Channel, Delivery } from '../../../core/notice/delivery.ts';
import type { Notice, NoticeStage } from '../../../core/notice/notice.ts';
import { waitsForPlan } from '../../../core/notice/plan-in-turn.ts';
import { type EpochMs, epochMs, hours, minutes } from '../../../core/units.ts';
import { longest } from '../../core/notice/contents.ts';

// Goal: a plan knows of every SMS that its numbers had within a day, and plans are made in turn.
// Method: a journal of a few notices, a ledger that is a table.

const NOW = epochMs(Date.UTC(2021, 3, 6, 8, 0));
const ago = (length: number): EpochMs => epochMs(NOW - length);
const ONE = '+33639980001';

const notice = (id: string, stage: NoticeStage, sendAt: EpochMs, sms = 1): Notice => ({
  id,
  content: longest,
  stage,
  plannedAt: sendAt,
  sendAt,
  plan: {
    recipients: 1,
    mails: 1,
    sms,
    smsSegments: sms,
    costEuros: 0,
    // Of three hours of mails, which no SMS waits for.
    durationSec: 10_800,
    unreachable: 0,
  },
});

const delivery = (
  of: string,
  channel: Channel,
  address: string,
  notBefore?: EpochMs,
): Delivery => ({
  key: `${of}/${channel}/x`,
  notice: of,
  channel,
  address,
  recipients: ['A'],
  language: 'fr',
  priority: 10,
  ...(notBefore === undefined ? {} : { notBefore }),
});

function ledger(rows: readonly Delivery[]) {
  const asked: string[] = [];
  const readers = async (id: string) => {
    asked.push(id);
    return rows.filter((row) => row.notice === id);
  };
  return { readers, asked };
}

test('counts each SMS of the last day, from when its notice should have left', async () => {
  const later = epochMs(NOW + hours(2));
  const { readers } = ledger([
    delivery('sent', 'sms', ONE),
    delivery('sent', 'mail', 'a@x.example'),
    delivery('waiting', 'sms', ONE, later),
  ]);
  const notices = [
    notice('sent', 'sent', ago(minutes(10))),
    notice('waiting', 'waiting', ago(minutes(1))),
  ];
  const found = await earlierSms({ readers }, notices, 'new', NOW, 1 / 60);
  expect([...found.keys()]).toEqual([ONE]);
  expect(found.get(ONE)?.map(({ at }) => at)).toEqual([
    ago(minutes(9)),
    epochMs(later + minutes(1)),
  ]);
  expect(found.get(ONE)?.map(({ notBefore }) => notBefore)).toEqual([undefined, later]);
});

test('asks the ledger of no notice that rings nobody', async () => {
  const { readers, asked } = ledger([delivery('old', 'sms', ONE)]);
  const old = { ...notice('old', 'sent', ago(hours(30))), finishedAt: ago(hours(29)) };
  const notices = [
    old,
    notice('cancelled', 'cancelled', ago(minutes(3))),
    notice('refused', 'refused', ago(minutes(3))),
    notice('mail-only', 'sent', ago(minutes(3)), 0),
    notice('new', 'planning', NOW),
  ];
  expect(await earlierSms({ readers }, notices, 'new', NOW, 1)).toEqual(new Map());
  expect(asked).toEqual([]);
});

test('counts the SMS of a later level, from when it was planned, though the notice had none', async () => {
  const level = ago(minutes(2));
  const { readers } = ledger([delivery('mails', 'sms', ONE, level)]);
  const outcome = { schools: 1, acknowledged: 0, sms: 1, telephone: 0 };
  const notices = [
    {
      ...notice('mails', 'sent', ago(minutes(20)), 0),
      escalations: [{ level: 'fallback', at: level, outcome } as const],
    },
  ];
  const found = await earlierSms({ readers }, notices, 'new', NOW, 1);
  expect(found.get(ONE)).toEqual([{ at: level, incident: longest.incident, notBefore: level }]);
});

test('of two plans at once the later one waits, and not for ever', () => {
  const one = notice('a/outage/1', 'planning', ago(minutes(0)));
  const two = notice('b/outage/1', 'planning', ago(minutes(0)));
  const all = { [one.id]: one, [two.id]: two };
  expect(waitsForPlan(all, one.id, NOW)).toBe(false);
  expect(waitsForPlan(all, two.id, NOW)).toBe(true);
  expect(waitsForPlan(all, two.id, epochMs(NOW + minutes(1)))).toBe(false);
  expect(waitsForPlan({ ...all, [one.id]: { ...one, stage: 'waiting' } }, two.id, NOW)).toBe(false);
  expect(waitsForPlan(all, 'unknown', NOW)).toBe(false);
});
