import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { readCalendarSpans } from '../../../adapters/local/read-calendar.ts';
import { hourIn } from '../../../core/notice/format-time.ts';
import { type Addressee, type PlanRequest, planDeliveries } from '../../../core/notice/plan.ts';
import { SMS_SPACING } from '../../../core/notice/sms-limits.ts';
import type { EarlierSms } from '../../../core/notice/space-sms.ts';
import { localDate } from '../../../core/school/local-date.ts';
import { schoolCalendar } from '../../../core/school/school-calendar.ts';
import type { Contact } from '../../../core/school/school.ts';
import { epochMs, incidentId, type Uai } from '../../../core/units.ts';
import { longest } from './contents.ts';

// Goal: by the real calendar, every school is told, or is a task, or its SMS is counted as left out;
// no telephone rings out of hours, and none too often. Method: known days by table, any directory,
// instant and history of SMS by property.

const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const calendar = schoolCalendar(readCalendarSpans(), loadDirectoryTables().academies);

const request: PlanRequest = {
  notice: 'ent-ara-1/outage/1',
  content: longest,
  owners: [],
  now: epochMs(Date.parse('2021-04-06T07:00:00Z')),
  rates: {
    mailsPerSec: 100,
    smsPartsPerSec: 10,
    eurosPerSmsPart: 0.07,
    eurosPerThousandMails: 0.1,
    budgetEuros: 1_000,
  },
  ringingHours: { from: 7, to: 21 },
  calendar,
  timeZone: 'Europe/Paris',
  smsSpacingMs: SMS_SPACING,
  smsSegments: { fr: 1, en: 1 },
  hash,
};

const PLACES = {
  '031': 'Europe/Paris',
  '972': 'America/Martinique',
  '976': 'Indian/Mayotte',
  '987': 'Pacific/Tahiti',
} as const;
type Department = keyof typeof PLACES;

type Way = Pick<Contact, 'channel' | 'address' | 'origin'>;
const school = (uai: string, department: Department, ways: readonly Way[]): Addressee => ({
  school: {
    uai: uai as Uai,
    name: `Collège ${uai}`,
    type: 'college',
    academie: '',
    department,
    commune: '',
    timeZone: PLACES[department],
    state: 'open',
  },
  contacts: ways.map((way) => ({ ...way, uai: uai as Uai, role: 'office', language: 'fr' })),
});
const mail = (address: string): Way => ({ channel: 'mail', address, origin: 'directory' });
const sms = (address: string): Way => ({ channel: 'sms', address, origin: 'opt-in' });
const ONE = '+33639980001';
const TWO = '+33639980002';

describe('on 6 April 2021', () => {
  const directory = [
    school('A', '031', [mail('a@x.example'), sms(ONE)]),
    school('B', '972', [mail('b@x.example'), sms(TWO)]),
  ];

  test('a school in holidays is told by mail only, and counted', () => {
    const { deliveries, summary, unreachable } = planDeliveries(directory, request);
    expect(deliveries.map(({ address }) => address)).toEqual(['a@x.example', ONE, 'b@x.example']);
    expect(summary).toMatchObject({ mails: 2, sms: 1, leftOut: { 'no-class': 1 } });
    expect(summary.held).toBeUndefined();
    expect(unreachable).toEqual([]);
  });

  test('a year that the calendar does not know is mail only too', () => {
    const now = epochMs(Date.parse('2026-11-30T08:00:00Z'));
    const { summary } = planDeliveries(directory, { ...request, now });
    expect(summary).toMatchObject({ mails: 2, sms: 0, leftOut: { 'calendar-unknown': 2 } });
  });

  test('a school that only an SMS could tell is a task, with why', () => {
    const { unreachable } = planDeliveries([school('B', '972', [sms(TWO)])], request);
    expect(unreachable).toMatchObject([{ recipient: 'B', why: 'no-class' }]);
  });

  test('a number that two schools share rings when the first of them has class', () => {
    const shared = [school('B', '972', [sms(ONE)]), school('A', '031', [sms(ONE)])];
    const { deliveries, unreachable } = planDeliveries(shared, request);
    expect(deliveries).toMatchObject([{ address: ONE, recipients: ['B', 'A'] }]);
    expect(unreachable).toEqual([]);
  });

  test('an owner is rung on any day and at any hour', () => {
    const owners = [{ name: 'Région', mobile: ONE }];
    const now = epochMs(Date.parse('2021-12-25T02:00:00Z'));
    const { deliveries } = planDeliveries([], { ...request, owners, now });
    expect(deliveries).toMatchObject([{ address: ONE, recipients: ['Région'] }]);
    expect(deliveries[0]?.notBefore).toBeUndefined();
    expect(deliveries[0]?.rings).toBeUndefined();
  });

  test('an evening’s SMS is counted as held, until when', () => {
    const now = epochMs(Date.parse('2021-04-06T20:00:00Z'));
    const { summary } = planDeliveries(directory, { ...request, now });
    const until = Date.parse('2021-04-07T05:00:00Z');
    expect(summary.held).toEqual({ sms: 1, until });
  });

  test('a drill and a correction keep the days, but a correction always follows its readers', () => {
    const drill = { ...request, content: { ...longest, drill: true } };
    expect(planDeliveries(directory, drill).deliveries.map(({ address }) => address)).toEqual([
      ONE,
    ]);
    const first = planDeliveries(directory, request).deliveries;
    const now = epochMs(Date.parse('2021-04-09T21:30:00Z'));
    const corrected = planDeliveries(directory, { ...request, now, readers: first });
    // The holidays have begun: the morning after, 7:00 in Toulouse.
    expect(corrected.deliveries.find(({ channel }) => channel === 'sms')).toMatchObject({
      address: ONE,
      notBefore: Date.parse('2021-04-10T05:00:00Z'),
    });
  });

  test('a reader who left the directory is not rung at night either', () => {
    const first = planDeliveries(directory, request).deliveries;
    const now = epochMs(Date.parse('2021-04-07T01:00:00Z'));
    const { deliveries } = planDeliveries([], { ...request, now, readers: first });
    expect(deliveries.find(({ channel }) => channel === 'sms')?.notBefore).toBe(
      Date.parse('2021-04-07T05:00:00Z'),
    );
  });

  test('hours are those of its leaving, not of its planning', () => {
    const at = (text: string) => epochMs(Date.parse(text));
    const smsOf = (now: string, sendAt: string) =>
      planDeliveries(directory, { ...request, now: at(now), sendAt: at(sendAt) }).deliveries.find(
        ({ channel }) => channel === 'sms',
      );
    // 20:59:30 in Toulouse, with a minute of veto.
    expect(smsOf('2021-04-06T18:59:30Z', '2021-04-06T19:00:30Z')?.notBefore).toBe(
      at('2021-04-07T05:00:00Z'),
    );
    // Planned at night to leave by day: a person who sends it at once rings nobody awake.
    expect(smsOf('2021-04-07T04:30:00Z', '2021-04-07T05:30:00Z')?.notBefore).toBe(
      at('2021-04-07T05:30:00Z'),
    );
    const by = smsOf('2021-04-07T05:30:00Z', '2021-04-07T06:30:00Z');
    expect(by?.notBefore).toBeUndefined();
    expect(by?.rings).toEqual({
      until: at('2021-04-07T19:00:00Z'),
      timeZone: 'Europe/Paris',
      places: [{ department: '031', type: 'college', timeZone: 'Europe/Paris' }],
    });
  });

  test('platforms that fall at one instant ring once, then once more, then write', () => {
    const { now } = request;
    const sendAt = epochMs(now + 60_000);
    const first = { at: sendAt, incident: incidentId('other-1') };
    const asked = (...earlier: readonly EarlierSms[]) =>
      planDeliveries(directory, { ...request, sendAt, earlierSms: new Map([[ONE, earlier]]) });
    const notBefore = epochMs(sendAt + SMS_SPACING);
    const second = asked(first);
    expect(second.deliveries.find(({ address }) => address === ONE)?.notBefore).toBe(notBefore);
    const waits = { at: notBefore, notBefore, incident: incidentId('other-2') };
    expect(asked(first, waits).summary.leftOut).toEqual({ 'no-class': 1, bundled: 1 });
  });

  test('platforms that fall one after the other ring once, then once more, then write', () => {
    const others = (...minutes: readonly number[]) =>
      new Map([
        [
          ONE,
          minutes.map((count, index) => ({
            at: epochMs(request.now + count * 60_000),
            incident: incidentId(`other-${index}`),
            ...(count > 0 && { notBefore: epochMs(request.now + count * 60_000) }),
          })),
        ],
      ]);
    const second = planDeliveries(directory, { ...request, earlierSms: others(-1) });
    expect(second.deliveries.find(({ address }) => address === ONE)?.notBefore).toBe(
      request.now + 4 * 60_000,
    );
    const third = planDeliveries(directory, { ...request, earlierSms: others(-1, 4) });
    expect(third.deliveries.some(({ address }) => address === ONE)).toBe(false);
    expect(third.summary.leftOut).toEqual({ 'no-class': 1, bundled: 1 });
  });
});

test('holds for any directory, hour and history', () => {
  const way = fc.oneof(
    fc.constantFrom('a@x.example', 'b@x.example', 'c@x.example').map(mail),
    fc.constantFrom(ONE, TWO).map(sms),
  );
  const row = fc.tuple(
    fc.constantFrom('A', 'B', 'C'),
    fc.constantFrom<Department>('031', '972', '976', '987'),
    fc.array(way, { maxLength: 3 }),
  );
  const rung = fc.array(fc.integer({ min: -1_440, max: 600 }), { maxLength: 14 });
  fc.assert(
    fc.property(
      fc.array(row, { maxLength: 5 }),
      fc.integer({ min: Date.UTC(2021, 0), max: Date.UTC(2024, 8) }),
      rung,
      fc.boolean(),
      (rows, instant, history, drill) => {
        const now = epochMs(instant);
        const directory = rows.map(([uai, department, ways]) => school(uai, department, ways));
        const past = history.map((count) => epochMs(now + count * 60_000));
        const earlierSms = new Map([
          [ONE, past.map((at) => ({ at, incident: incidentId('other-1') }))],
        ]);
        const content = { ...longest, drill };
        const asked = { ...request, now, content, earlierSms };
        const { deliveries, unreachable, summary } = planDeliveries(directory, asked);

        expect(planDeliveries(directory, asked).deliveries).toEqual(deliveries);
        expect(new Set(deliveries.map(({ key }) => key)).size).toBe(deliveries.length);
        const ways = deliveries.map(({ channel, address }) => `${channel} ${address}`);
        expect(new Set(ways).size).toBe(ways.length);

        const told = new Set(deliveries.flatMap(({ recipients }) => recipients));
        const tasks = unreachable.map(({ recipient }) => recipient);
        const all = drill ? [] : [...new Set(rows.map(([uai]) => uai))];
        expect(all.filter((uai) => !told.has(uai)).toSorted()).toEqual(tasks.toSorted());

        const numbers = new Set(
          directory.flatMap(({ contacts }) =>
            contacts.flatMap(({ channel, address }) => (channel === 'sms' ? [address] : [])),
          ),
        );
        const left = Object.values(summary.leftOut ?? {}).reduce((sum, count) => sum + count, 0);
        expect(summary.sms + left).toBe(numbers.size);

        for (const { channel, address, notBefore = now } of deliveries) {
          const places = channel === 'sms' ? placesOf(directory, address) : [];
          const rings = places.map(({ school: where }) => isRinging(where, notBefore));
          expect(rings.length === 0 || rings.includes(true)).toBe(true);
          const others = address === ONE ? past : [];
          const near = others.filter((at) => Math.abs(at - notBefore) < SMS_SPACING);
          expect(channel === 'sms' ? near : []).toEqual([]);
        }
      },
    ),
    { numRuns: 200 },
  );
});

const placesOf = (directory: readonly Addressee[], number: string) =>
  directory.filter(({ contacts }) => contacts.some(({ address }) => address === number));

function isRinging(where: Addressee['school'], at: ReturnType<typeof epochMs>): boolean {
  const hour = hourIn(at, where.timeZone);
  const day = calendar.dayOf(where, localDate(at, where.timeZone));
  return hour >= 7 && hour < 21 && day === 'class';
}

test('one number of two thousand schools costs no more than they do', () => {
  const directory = Array.from({ length: 2_000 }, (_, index) =>
    school(`${index}`, index % 2 === 0 ? '031' : '972', [mail('a@x.example'), sms(ONE)]),
  );
  const { deliveries } = planDeliveries(directory, request);
  expect(deliveries.map(({ recipients }) => recipients.length)).toEqual([2_000, 2_000]);
});
