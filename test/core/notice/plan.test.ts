import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Addressee, type PlanRequest, planDeliveries } from '../../../core/notice/plan.ts';
import { SMS_SPACING } from '../../../core/notice/sms-limits.ts';
import { EVERY_DAY } from '../../../core/school/school-calendar.ts';
import type { Contact, SchoolType } from '../../../core/school/school.ts';
import { epochMs, type Uai } from '../../../core/units.ts';
import { longest } from './contents.ts';

// Goal: everybody who can be told is told once per channel, in the right order, at a right hour,
// within the budget. Method: small directories by table, any directory by property.

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const NINE_IN_PARIS = epochMs(Date.UTC(2021, 3, 6, 7, 0));

const request: PlanRequest = {
  notice: 'ent-ara-1/outage/1',
  content: longest,
  owners: [],
  now: NINE_IN_PARIS,
  rates: {
    mailsPerSec: 100,
    smsPartsPerSec: 10,
    eurosPerSmsPart: 0.07,
    eurosPerThousandMails: 0.1,
    budgetEuros: 1_000,
  },
  ringingHours: { from: 7, to: 21 },
  calendar: EVERY_DAY,
  timeZone: 'Europe/Paris',
  smsSpacingMs: SMS_SPACING,
  smsSegments: { fr: 1, en: 1 },
  hash,
};

type Way = Pick<Contact, 'channel' | 'address' | 'origin'>;

const school = (
  uai: string,
  ways: readonly Way[],
  type: SchoolType = 'ecole',
  timeZone = 'Europe/Paris',
): Addressee => ({
  school: {
    uai: uai as Uai,
    name: `École ${uai}`,
    type,
    academie: 'Lyon',
    department: '069',
    commune: 'Lyon',
    timeZone,
    state: 'open',
  },
  contacts: ways.map((way) => ({ ...way, uai: uai as Uai, role: 'office', language: 'fr' })),
});

const mail = (address: string): Way => ({ channel: 'mail', address, origin: 'directory' });
const sms = (address: string, origin: Contact['origin'] = 'opt-in'): Way => ({
  channel: 'sms',
  address,
  origin,
});

function planned(addressees: readonly Addressee[], changes: Partial<PlanRequest> = {}) {
  return planDeliveries(addressees, { ...request, ...changes });
}

describe('a plan', () => {
  test('tells one contact once, however many schools share it and however it is spelt', () => {
    const { deliveries, summary } = planned([
      school('A', [mail('ce.0311131L@ac-lyon.example')]),
      school('B', [mail(' CE.0311131l@AC-Lyon.example ')]),
    ]);
    expect(deliveries).toEqual([
      {
        key: `${request.notice}/mail/${hash('ce.0311131l@ac-lyon.example').slice(0, 16)}`,
        notice: request.notice,
        channel: 'mail',
        address: 'ce.0311131l@ac-lyon.example',
        recipients: ['A', 'B'],
        language: 'fr',
        priority: 20,
      },
    ]);
    expect(summary).toMatchObject({ recipients: 2, mails: 1, sms: 0 });
  });

  test('goes to owners, then collèges and lycées, then écoles, then the rest', () => {
    const { deliveries } = planned(
      [
        school('dsden', [mail('d@x.example')], 'other'),
        school('ecole', [mail('e@x.example')], 'ecole'),
        school('lycee', [mail('l@x.example')], 'lycee'),
        school('college', [mail('c@x.example')], 'college'),
      ],
      { owners: [{ name: 'Région', mail: 'r@x.example', mobile: '+33600000000' }] },
    );
    expect(deliveries.map(({ recipients }) => recipients[0])).toEqual([
      'Région',
      'Région',
      'lycee',
      'college',
      'ecole',
      'dsden',
    ]);
  });

  test('sends SMS to those who asked for it only', () => {
    const { deliveries } = planned([
      school('A', [mail('a@x.example'), sms('+33600000001', 'directory'), sms('+33600000002')]),
    ]);
    expect(deliveries.map(({ address }) => address)).toEqual(['a@x.example', '+33600000002']);
  });

  test('names schools that cannot be told, and why', () => {
    const { unreachable, summary } = planned([
      school('none', []),
      school('wrong', [mail('not an address'), sms('0056109125')]),
      school('row-one', []),
      school('row-one', [mail('a@x.example')]),
    ]);
    expect(unreachable.map(({ recipient, why }) => `${recipient} ${why}`)).toEqual([
      'none no-contact',
      'wrong address-invalid',
    ]);
    expect(summary.unreachable).toBe(2);
  });

  test('in a drill tells those who asked, and owners, and nobody else (P9)', () => {
    const optIn: Way = { ...mail('asked@x.example'), origin: 'opt-in' };
    const directory = [
      school('A', [mail('a@x.example'), sms('+33600000002')]),
      school('B', [optIn]),
    ];
    const { deliveries, unreachable } = planned(directory, {
      content: { ...longest, drill: true },
      owners: [{ name: 'Région', mail: 'r@x.example' }],
    });
    expect(deliveries.map(({ address }) => address)).toEqual([
      'r@x.example',
      '+33600000002',
      'asked@x.example',
    ]);
    expect(unreachable).toEqual([]);
  });

  test('holds an SMS, not a mail, until the school has its morning', () => {
    const { deliveries } = planned([
      school('A', [mail('a@x.example'), sms('+596696000001')], 'college', 'America/Martinique'),
      school('B', [sms('+33600000003')]),
    ]);
    expect(
      deliveries.map(({ recipients, channel, notBefore }) => [recipients[0], channel, notBefore]),
    ).toEqual([
      // B has a class now.
      ['B', 'sms', undefined],
      ['A', 'mail', undefined],
      // 7:00 in Martinique is 11:00 UTC.
      ['A', 'sms', epochMs(Date.UTC(2021, 3, 6, 11, 0))],
    ]);
  });

  test('counts time at the slower channel, and euros by the part', () => {
    const { summary } = planned([
      school(
        'A',
        Array.from({ length: 30 }, (_, n) => sms(`+336000000${n + 10}`)),
      ),
      school('B', [mail('a@x.example')]),
    ]);
    expect(summary).toMatchObject({ sms: 30, smsSegments: 30, costEuros: 2.1, durationSec: 3 });
  });

  test('of a correction goes to those who read what it corrects, and to nobody else (P5)', () => {
    const both = [school('A', [mail('a@x.example'), sms('+33600000001')])];
    const first = planned([...both, school('B', [mail('b@x.example')])]).deliveries;
    const readers = first.filter(({ address }) => address !== 'a@x.example');
    const notice = 'ent-ara-1/correction/1';
    const correction = planned([...both, school('C', [mail('c@x.example')]), school('D', [])], {
      notice,
      readers,
    });
    expect(correction.deliveries.map(({ address }) => address)).toEqual([
      '+33600000001',
      'b@x.example',
    ]);
    expect(correction.deliveries.every(({ key }) => key.startsWith(`${notice}/`))).toBe(true);
    expect(correction.unreachable).toEqual([]);
  });

  test('tells nobody who asked for silence: no owner, no reader of what it corrects', () => {
    const owners = [{ name: 'DSI', mail: 'Dsi@X.example', mobile: '+33 6 00 00 00 09' }];
    const directory = [school('A', [mail('Office@X.example'), sms('+33600000001')])];
    const readers = planned(directory, { owners }).deliveries;
    expect(readers).toHaveLength(4);
    const notice = 'ent-ara-1/correction/1';
    const all = new Set(readers.map(({ address }) => address));
    const correction = planned(directory, { owners, notice, readers, silent: all });
    expect(correction.deliveries).toEqual([]);
    const some = planned(directory, { owners, silent: new Set(['dsi@x.example']) });
    expect(some.deliveries.map(({ address }) => address)).toEqual([
      '+33600000009',
      'office@x.example',
      '+33600000001',
    ]);
    expect(some.unreachable).toEqual([]);
    expect(planned(directory, { owners, silent: all }).unreachable).toMatchObject([
      { recipient: 'DSI', why: 'opted-out' },
      { recipient: 'A', why: 'opted-out' },
    ]);
  });

  test('over its budget writes mails and to owners, and counts the SMS that it leaves out', () => {
    const directory = [
      school('A', [mail('a@x.example'), sms('+33600000003')]),
      school('B', [sms('+33600000004')]),
    ];
    const owners = [{ name: 'Région', mobile: '+33600000009' }];
    const rates = { ...request.rates, eurosPerThousandMails: 0, budgetEuros: 0.1 };
    const poor = planned(directory, { owners, rates });
    expect(poor.deliveries.map(({ address }) => address)).toEqual(['+33600000009', 'a@x.example']);
    expect(poor.summary).toMatchObject({
      sms: 1,
      costEuros: 0.07,
      leftOut: { budget: 2 },
      overBudget: { costEuros: 0.21, leftEuros: 0.1 },
    });
    expect(poor.unreachable).toMatchObject([{ recipient: 'B', why: 'budget' }]);
    const readers = planned(directory, { owners }).deliveries;
    expect(planned(directory, { owners, rates, readers }).deliveries).toHaveLength(readers.length);
    expect(planned(directory, { rates: { ...rates, budgetEuros: 0.14 } }).summary.sms).toBe(2);
  });

  test('gives every reachable school a message and every other one a task, each once (P3)', () => {
    const address = fc.constantFrom(
      'a@x.example',
      'A@X.example',
      'b@x.example',
      '',
      'x',
      '+33600000001',
      '+1',
    );
    const way = fc.record({
      channel: fc.constantFrom('mail' as const, 'sms' as const),
      address,
      origin: fc.constantFrom('directory' as const, 'opt-in' as const),
    });
    const directory = fc.array(
      fc.tuple(fc.constantFrom('A', 'B', 'C', 'D'), fc.array(way, { maxLength: 4 })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(directory, (rows) => {
        const { deliveries, unreachable } = planned(rows.map(([uai, ways]) => school(uai, ways)));
        const contacts = deliveries.map(({ channel, address: to }) => `${channel} ${to}`);
        expect(new Set(contacts).size).toBe(contacts.length);
        expect(new Set(deliveries.map(({ key }) => key)).size).toBe(deliveries.length);
        const told = new Set(deliveries.flatMap(({ recipients }) => recipients));
        const missing = unreachable.map(({ recipient }) => recipient);
        expect([...told, ...missing].toSorted()).toEqual(
          [...new Set(rows.map(([uai]) => uai))].toSorted(),
        );
      }),
    );
  });
});
