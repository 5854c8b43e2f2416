import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { readCalendarSpans } from '../../../adapters/local/read-calendar.ts';
import { hourIn } from '../../../core/notice/format-time.ts';
import { RINGING_HOURS } from '../../../core/notice/hold-for-quiet-hours.ts';
import { LONGEST_WAIT_FOR_CLASS, ringWhen } from '../../../core/notice/ring-when.ts';
import { localDate } from '../../../core/school/local-date.ts';
import { schoolCalendar } from '../../../core/school/school-calendar.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: a school's telephone rings between 7:00 and 21:00 of a school day there, or not at all.
// Method: days of the real calendar by table; any instant in any territory by property.

const calendar = schoolCalendar(readCalendarSpans(), loadDirectoryTables().academies);
const school = (department: string, timeZone: string) =>
  ({ department, timeZone, type: 'college' }) as const;
const toulouse = school('031', 'Europe/Paris');
const PLACES = [
  toulouse,
  school('069', 'Europe/Paris'),
  school('02B', 'Europe/Paris'),
  school('972', 'America/Martinique'),
  school('973', 'America/Cayenne'),
  school('974', 'Indian/Reunion'),
  school('975', 'America/Miquelon'),
  school('976', 'Indian/Mayotte'),
  school('986', 'Pacific/Wallis'),
  school('987', 'Pacific/Tahiti'),
  school('988', 'Pacific/Noumea'),
] as const;

const ring = (at: string, where: (typeof PLACES)[number] = toulouse) =>
  ringWhen(epochMs(Date.parse(at)), where, RINGING_HOURS, calendar);

test.each([
  ['a school morning', '2021-04-06T07:00:00Z', '2021-04-06T07:00:00Z'],
  ['its evening', '2021-04-06T19:30:00Z', '2021-04-07T05:00:00Z'],
  // Friday evening to Monday; over Whit Monday to Tuesday.
  ['a weekend', '2025-11-14T20:30:00Z', '2025-11-15T06:00:00Z'],
  ['a Saturday night', '2025-11-15T20:30:00Z', '2025-11-17T06:00:00Z'],
  ['a Sunday', '2025-11-16T10:00:00Z', '2025-11-17T06:00:00Z'],
  ['a long weekend', '2025-06-07T20:00:00Z', '2025-06-10T05:00:00Z'],
] as const)('%s: %s rings at %s', (_, at, rings) => {
  expect(ring(at)).toEqual({ kind: 'at', at: Date.parse(rings) });
});

test('holidays are not waited for, nor is a year that nobody knows', () => {
  expect(ring('2021-04-12T08:00:00Z')).toEqual({ kind: 'never', why: 'no-class' });
  expect(ring('2026-11-30T08:00:00Z')).toEqual({ kind: 'never', why: 'calendar-unknown' });
  // The last evening that is known: what tomorrow is, is not.
  expect(ring('2026-07-03T20:00:00Z')).toEqual({ kind: 'never', why: 'calendar-unknown' });
});

test('never outside the ringing hours of a school day, never later than it may wait', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2020, 6), max: Date.UTC(2027, 0) }),
      fc.constantFrom(...PLACES),
      (at, where) => {
        const rings = ringWhen(epochMs(at), where, RINGING_HOURS, calendar);
        if (rings.kind === 'never') return;
        const hour = hourIn(rings.at, where.timeZone);
        expect(hour).toBeGreaterThanOrEqual(RINGING_HOURS.from);
        expect(hour).toBeLessThan(RINGING_HOURS.to);
        expect(calendar.dayOf(where, localDate(rings.at, where.timeZone))).toBe('class');
        expect(rings.at).toBeGreaterThanOrEqual(at);
        expect(rings.at - at).toBeLessThanOrEqual(LONGEST_WAIT_FOR_CLASS);
      },
    ),
    { numRuns: 300 },
  );
});
