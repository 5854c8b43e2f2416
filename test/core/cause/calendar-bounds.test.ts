// Goal: a day and an hour speak of a crowd from their very bounds on. Method: calendars of one zone and
// days by hand, one day or minute to either side; words that tell their key.
import { describe, expect, test } from 'vitest';
import type { CalendarEntry } from '../../../core/cause/calendar-entry.ts';
import { signalsFromCalendar } from '../../../core/cause/signals-from-calendar.ts';
import { zoneDay, type ZoneDay } from '../../../core/cause/zone-day.ts';
import type { CalendarSpan } from '../../../core/school/school-calendar.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import { on6April, telling } from '../../fixtures/cause/speech.ts';

const FELL = on6April('08:05');

interface Day {
  readonly entries?: readonly CalendarEntry[];
  readonly zones?: readonly ZoneDay[];
  readonly classStarts?: readonly number[];
}

const said = (day: Day, fellAt: EpochMs = FELL): string =>
  signalsFromCalendar({ at: fellAt, fellAt, entries: [], speech: telling, ...day })
    .map(({ feature, statement }) => `${feature}: ${statement.replace('cause.signal.', '')}`)
    .join(', ');

const zone = (name: string, departments: number, of: Partial<ZoneDay> = {}): ZoneDay => ({
  zone: name,
  departments,
  day: 'class',
  backFrom: null,
  ...of,
});

const MORNING = 'calendar-school-morning: calendar-school-morning';
const NOTHING = 'calendar-nothing: calendar-nothing';

test.each([
  ['first-remote-day', 'calendar-crowd'],
  ['remote-day', 'calendar-crowd'],
  ['results', 'calendar-crowd'],
  ['deadline', 'calendar-crowd'],
  ['launch', 'calendar-crowd'],
  ['exams', 'calendar-exam'],
  ['return', 'calendar-return'],
] as const)('a day of %s is the row %s', (kind, feature) => {
  const entries = [{ date: '2021-04-06', kind, label: 'le jour' }];
  expect(said({ entries })).toBe(`${feature}: ${feature} label=le jour`);
});

describe('a return', () => {
  const back = (from: ZoneDay['backFrom']) => ({ backFrom: from });

  test.each<readonly [readonly ZoneDay[], string]>([
    // A fifth of the departments.
    [[zone('A', 1, back('holidays')), zone('B', 4)], 'calendar-return: calendar-back zones=A'],
    [[zone('A', 1, back('holidays')), zone('B', 5)], MORNING],
    [
      [zone('A', 1, back('holidays')), zone('B', 1, back('holidays'))],
      'calendar-return: calendar-back zones=A, B',
    ],
    [
      [zone('A', 1, back('holidays')), zone('B', 1, back('summer'))],
      'calendar-return: calendar-first-day zones=A, B',
    ],
    [[zone('A', 1, back('summer')), zone('B', 1)], 'calendar-return: calendar-first-day zones=A'],
    [[zone('A', 1), zone('B', 1)], MORNING],
    [[], MORNING],
  ])('%j: %s', (zones, told) => {
    expect(said({ zones })).toBe(told);
  });
});

test('nobody is expected where four fifths of the departments are off', () => {
  const off = { day: 'no-class' } as const;
  const nobody = 'calendar-nothing: calendar-no-class';
  expect(said({ zones: [zone('A', 4, off), zone('B', 1)] })).toBe(nobody);
  expect(said({ zones: [zone('A', 3, off), zone('B', 1)] })).toBe(MORNING);
  expect(said({ zones: [zone('A', 4, { day: 'unknown' }), zone('B', 1)] })).toBe(MORNING);
});

test.each([
  ['2021-04-06T07:29', NOTHING],
  ['2021-04-06T07:30', MORNING],
  ['2021-04-06T09:59', MORNING],
  ['2021-04-06T10:00', NOTHING],
  ['2021-04-09T08:05', MORNING],
  ['2021-04-10T08:05', NOTHING],
  ['2021-04-11T08:05', NOTHING],
  ['2021-04-12T08:05', MORNING],
])('at %s in France: %s', (clock, told) => {
  expect(said({}, epochMs(Date.parse(`${clock}+02:00`)))).toBe(told);
});

test.each([
  ['13:49', NOTHING],
  ['13:50', 'calendar-bell: calendar-bell time=14:00'],
  ['13:55:37', 'calendar-bell: calendar-bell time=14:00'],
  ['14:04:59', 'calendar-bell: calendar-bell time=14:00'],
  ['14:05', NOTHING],
  ['09:52', 'calendar-school-morning: calendar-bell time=10:00'],
])('a class hour is near at %s: %s', (clock, told) => {
  expect(said({ classStarts: [10 * 60, 14 * 60] }, on6April(clock))).toBe(told);
});

describe('days without class', () => {
  const span = (from: string, to: string, of: Partial<CalendarSpan> = {}): CalendarSpan => ({
    zone: 'Zone C',
    kind: 'none',
    from,
    to,
    departments: [],
    types: [],
    ...of,
  });
  const year = span('2020-09-01', '2021-07-07', { kind: 'known' });
  /** Wednesday 17 March; the day before each span has class. */
  const on = (...spans: readonly CalendarSpan[]) =>
    zoneDay([year, ...spans], { zone: 'Zone C', departments: 1 }, '2021-03-17');

  test.each([
    ['2021-03-11', null],
    ['2021-03-10', 'holidays'],
    ['2021-02-11', 'holidays'],
    ['2021-02-10', 'summer'],
    ['2020-10-01', 'summer'],
  ])('from %s on until the day before are %s', (from, backFrom) => {
    expect(on(span(from, '2021-03-17'))).toEqual({
      zone: 'Zone C',
      departments: 1,
      day: 'class',
      backFrom,
    });
  });

  test('of other zones, of some departments or of some schools are none of the zone’s', () => {
    const days = ['2021-03-01', '2021-03-18'] as const;
    expect(on(span(...days)).day).toBe('no-class');
    for (const of of [
      { zone: 'Zone A' },
      { departments: ['031'] },
      { types: ['lycee'] },
    ] satisfies readonly Partial<CalendarSpan>[])
      expect(on(span(...days, of))).toMatchObject({ day: 'class', backFrom: null });
  });
});
