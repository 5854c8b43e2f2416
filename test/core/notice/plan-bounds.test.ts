// Goal: whoever shares a number, a mailbox or a name is planned for once, at a right hour, and is a task
// with the right reason. Method: small directories, and a calendar by department, around each bound.
import { describe, expect, test } from 'vitest';
import { type Addressee, type PlanRequest, planDeliveries } from '../../../core/notice/plan.ts';
import { schoolPriority } from '../../../core/notice/school-priority.ts';
import { SMS_SPACING } from '../../../core/notice/sms-limits.ts';
import type { EarlierSms } from '../../../core/notice/space-sms.ts';
import type { Contact, School } from '../../../core/school/school.ts';
import { epochMs, incidentId, minutes } from '../../../core/units.ts';
import { longest } from './contents.ts';

const at = (text: string) => epochMs(Date.parse(text));
/** 9:00 in Paris, 11:00 in Réunion, 3:00 in Martinique. */
const NOW = at('2021-04-06T07:00:00Z');
const FREE = '002';
/** Free on the first day alone. */
const TOMORROW = '003';
const request: PlanRequest = {
  notice: 'n-1/outage/1',
  content: longest,
  owners: [],
  now: NOW,
  rates: {
    mailsPerSec: 100,
    smsPartsPerSec: 10,
    eurosPerSmsPart: 1,
    eurosPerThousandMails: 0,
    budgetEuros: 100,
  },
  ringingHours: { from: 7, to: 21 },
  calendar: {
    dayOf: ({ department }, date) =>
      department === FREE || (department === TOMORROW && date === '2021-04-06')
        ? 'no-class'
        : 'class',
  },
  timeZone: 'Europe/Paris',
  smsSpacingMs: SMS_SPACING,
  smsSegments: { fr: 1, en: 1 },
  hash: (text) => text,
};
const plan = (addressees: readonly Addressee[], changes: Partial<PlanRequest> = {}) =>
  planDeliveries(addressees, { ...request, ...changes });

const ONE = '+33600000001';
const OTHER = '+33600000002';
const MAIL = 'a@x.example';
const WRONG = 'nobody';
function school(uai: string, addresses: readonly string[], where: Partial<School> = {}): Addressee {
  const contacts = addresses.map((address) => {
    const channel = address.startsWith('+') ? 'sms' : 'mail';
    return { uai, role: 'office', language: 'fr', channel, address, origin: 'opt-in' };
  });
  const place = { type: 'college', department: '001', timeZone: 'Europe/Paris' };
  return {
    school: { uai, name: `École ${uai}`, ...place, ...where } as School,
    contacts: contacts as unknown as readonly Contact[],
  };
}
const REUNION = { timeZone: 'Indian/Reunion' };
const MARTINIQUE = { timeZone: 'America/Martinique' };

describe('one who cannot be told', () => {
  const why = (addressees: readonly Addressee[], changes: Partial<PlanRequest> = {}) =>
    plan(addressees, changes).unreachable.map((one) => one.why);

  test('is a task with its key, its name and the reason that says most', () => {
    expect(plan([school('A', [])]).unreachable).toEqual([
      {
        key: 'n-1/outage/1/none/A',
        notice: 'n-1/outage/1',
        recipient: 'A',
        name: 'École A',
        why: 'no-contact',
      },
    ]);
    expect(why([school('A', [WRONG])])).toEqual(['address-invalid']);
    expect(why([school('A', [WRONG]), school('A', [])])).toEqual(['address-invalid']);
    expect(why([school('A', []), school('A', [WRONG])])).toEqual(['address-invalid']);
    const silent = new Set([MAIL]);
    expect(why([school('A', [MAIL])], { silent })).toEqual(['opted-out']);
    expect(why([school('A', [MAIL, WRONG])], { silent })).toEqual(['address-invalid']);
    expect(why([school('A', [WRONG, ONE], { department: FREE })])).toEqual(['no-class']);
  });
});

describe('one contact of several', () => {
  test('names each school once, and goes as early as the first of them', () => {
    const { deliveries, summary } = plan([
      school('A', [MAIL], { type: 'other' }),
      school('B', [MAIL], { department: FREE }),
      school('C', [MAIL]),
      school('A', [MAIL], { type: 'other' }),
    ]);
    expect(deliveries).toMatchObject([
      { recipients: ['A', 'B', 'C'], priority: schoolPriority('college', true) },
    ]);
    expect(summary).not.toHaveProperty('leftOut');
    expect(summary).not.toHaveProperty('overBudget');
    const free = plan([school('B', [MAIL], { department: FREE })]).deliveries[0];
    expect(free?.priority).toBe(schoolPriority('college', false));
    const asleep = plan([school('B', [MAIL], MARTINIQUE)]).deliveries[0];
    expect(asleep?.priority).toBe(schoolPriority('college', false));
  });

  test('rings by the hours of the first that may be rung, each place kept once', () => {
    const rings = (...addressees: readonly Addressee[]) => plan(addressees).deliveries[0]?.rings;
    const place = (where: object) => ({ department: '001', type: 'college', ...where });
    const shared = [school('A', [ONE], MARTINIQUE), school('B', [ONE], REUNION)];
    expect(rings(...shared, school('C', [ONE], REUNION))).toEqual({
      until: at('2021-04-06T17:00:00Z'),
      timeZone: 'Indian/Reunion',
      places: [place(MARTINIQUE), place(REUNION)],
    });
    const many = Array.from({ length: 13 }, (_, n) =>
      school(`${n}`, [ONE], { department: `1${n}` }),
    );
    expect(rings(...many)?.places).toHaveLength(12);
  });

  test('is an owner’s whatever schools it stands for beside', () => {
    const owners = [{ name: 'Région', mail: MAIL, mobile: ONE }];
    const night = at('2021-04-06T01:00:00Z');
    const { deliveries } = plan([school('A', [ONE])], { owners, now: night });
    expect(deliveries.map(({ channel, address }) => [channel, address])).toEqual([
      ['mail', MAIL],
      ['sms', ONE],
    ]);
    expect(deliveries[1]).not.toHaveProperty('rings');
    expect(deliveries[1]).not.toHaveProperty('notBefore');
    const sendAt = epochMs(night + minutes(1));
    const later = plan([], { owners, now: night, sendAt }).deliveries[1];
    expect(later).not.toHaveProperty('notBefore');
    // Its spacing holds all the same.
    const earlierSms = new Map([[ONE, [{ at: night, incident: incidentId('o-1') }]]]);
    const spaced = plan([school('A', [ONE])], { owners, now: night, earlierSms }).deliveries[1];
    expect(spaced?.notBefore).toBe(night + SMS_SPACING);
    const poor = { ...request.rates, budgetEuros: 0 };
    const { summary } = plan([], { owners, rates: poor });
    expect(summary).not.toHaveProperty('overBudget');
  });
});

describe('where an SMS of another platform already waits', () => {
  const waits = epochMs(NOW + SMS_SPACING);
  const earlier: readonly EarlierSms[] = [
    { at: NOW, incident: incidentId('o-1') },
    { at: waits, notBefore: waits, incident: incidentId('o-2') },
  ];
  const earlierSms = new Map([[ONE, earlier]]);
  const timeOf = (addressees: readonly Addressee[], changes: Partial<PlanRequest> = {}) =>
    plan(addressees, { earlierSms, ...changes }).deliveries.find(({ address }) => address === ONE)
      ?.notBefore;

  test('none follows to those whom mail tells, and to all others one in its turn', () => {
    expect(timeOf([school('A', [MAIL, ONE])])).toBeUndefined();
    expect(timeOf([school('A', [ONE])])).toBe(NOW + minutes(10));
    expect(timeOf([school('A', [MAIL, ONE]), school('B', [ONE])])).toBe(NOW + minutes(10));
  });

  test('a correction follows whoever read the first', () => {
    const directory = [school('A', [MAIL, ONE])];
    const readers = plan(directory).deliveries;
    expect(timeOf(directory, { readers })).toBe(NOW + minutes(10));
  });
});

describe('a correction', () => {
  const corrected = (
    before: Addressee,
    now: Addressee | null,
    changes: Partial<PlanRequest> = {},
  ) =>
    plan(now === null ? [] : [now, school('B', [MAIL])], {
      readers: plan([before]).deliveries,
      ...changes,
    }).deliveries;

  test('names the schools of today, and keeps their next school day', () => {
    expect(corrected(school('A', [MAIL]), school('A', [MAIL]))).toMatchObject([
      { recipients: ['A', 'B'] },
    ]);
    const sms = corrected(school('A', [ONE]), school('A', [ONE], { department: TOMORROW }));
    expect(sms[0]?.notBefore).toBe(at('2021-04-07T05:00:00Z'));
  });

  test('rings one who has left the directory by the platform’s hours', () => {
    const left = (content: PlanRequest['content']) =>
      corrected(school('A', [OTHER]), null, { content })[0];
    expect(left(longest)?.rings).toEqual({
      until: at('2021-04-06T19:00:00Z'),
      timeZone: 'Europe/Paris',
    });
    expect(left({ ...longest, ...REUNION })?.rings).toEqual({
      until: at('2021-04-06T17:00:00Z'),
      timeZone: 'Indian/Reunion',
    });
    expect(left({ ...longest, ...MARTINIQUE })?.notBefore).toBe(at('2021-04-06T11:00:00Z'));
  });
});
