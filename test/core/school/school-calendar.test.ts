import { expect, test } from 'vitest';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { readCalendarSpans } from '../../../adapters/local/read-calendar.ts';
import { HOLIDAY_ZONES } from '../../../config/holiday-zones.ts';
import { localDate } from '../../../core/school/local-date.ts';
import { EVERY_DAY, schoolCalendar } from '../../../core/school/school-calendar.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: a school's day is what the official calendar says of its zone, and unknown where it is
// silent. Method: days that people know, over the table that ships.

const { academies } = loadDirectoryTables();
const spans = readCalendarSpans();
const calendar = schoolCalendar(spans, academies);

test('a holiday alone makes no day known', () => {
  const academy = { departments: ['031'], holidayZone: 'Z' } as never;
  const span = { zone: 'Z', from: '2021-04-01', to: '2021-05-01', departments: [], types: [] };
  const of = (...kinds: readonly string[]) =>
    schoolCalendar(
      kinds.map((kind) => ({ ...span, kind }) as never),
      [academy],
    ).dayOf({ department: '031', type: 'college' } as never, '2021-04-06');
  expect([of('none'), of('known'), of('known', 'none')]).toEqual(['unknown', 'class', 'no-class']);
});

test.each([
  // The morning that all this is for: class in the mainland, holidays overseas.
  ['031', '2021-04-06', 'class'],
  ['02A', '2021-04-06', 'class'],
  ['972', '2021-04-06', 'no-class'],
  ['971', '2021-04-06', 'no-class'],
  ['973', '2021-04-06', 'no-class'],
  ['988', '2021-04-06', 'no-class'],
  ['987', '2021-04-06', 'no-class'],
  ['986', '2021-04-06', 'no-class'],
  ['974', '2021-04-06', 'class'],
  // Easter Monday, and the unified holiday that began early.
  ['031', '2021-04-05', 'no-class'],
  ['031', '2021-04-10', 'no-class'],
  ['031', '2021-04-25', 'no-class'],
  ['031', '2021-04-26', 'class'],
  // Zones part in winter.
  ['069', '2025-02-20', 'class'],
  ['031', '2025-02-20', 'no-class'],
  // A Sunday, a Saturday, an armistice, the Friday after Ascension.
  ['031', '2025-11-16', 'no-class'],
  ['031', '2025-11-15', 'class'],
  ['031', '2025-11-11', 'no-class'],
  ['031', '2026-05-15', 'no-class'],
  // Abolition is on another day on each island.
  ['971', '2026-05-27', 'no-class'],
  ['978', '2026-05-27', 'class'],
  ['978', '2026-05-28', 'no-class'],
  // No row: not even a Sunday is known.
  ['031', '2026-11-30', 'unknown'],
  ['031', '2026-11-29', 'unknown'],
  ['976', '2025-03-10', 'unknown'],
  ['986', '2025-03-10', 'unknown'],
  ['999', '2021-04-06', 'unknown'],
] as const)('in %s, %s is %s', (department, date, day) => {
  expect(calendar.dayOf({ department, type: 'college' }, date)).toBe(day);
});

test('tells types of school apart where the calendar does', () => {
  const may = '2025-05-27';
  expect(calendar.dayOf({ department: '987', type: 'college' }, may)).toBe('no-class');
  expect(calendar.dayOf({ department: '987', type: 'lycee' }, may)).toBe('class');
});

test('knows every zone, by the one list of names', () => {
  const zones = (names: Iterable<string>) => [...new Set(names)].toSorted();
  expect(zones(spans.map(({ zone }) => zone))).toEqual([...HOLIDAY_ZONES].toSorted());
  expect(zones(academies.map(({ holidayZone }) => holidayZone))).toEqual(
    [...HOLIDAY_ZONES].toSorted(),
  );
});

test('has no span that runs backwards or beyond a summer', () => {
  const daysOf = ({ from, to }: (typeof spans)[number]) =>
    (Date.parse(to) - Date.parse(from)) / 86_400_000;
  for (const span of spans) expect(daysOf(span)).toBeGreaterThan(0);
  for (const span of spans.filter(({ kind }) => kind === 'none'))
    expect(daysOf(span)).toBeLessThan(80);
});

test('has class on every day where holidays do not matter', () => {
  expect(EVERY_DAY.dayOf({ department: '031', type: 'ecole' }, '2021-12-25')).toBe('class');
});

test('a day is that of the school, not of the watcher', () => {
  const at = epochMs(Date.UTC(2021, 3, 6, 12, 0));
  expect(localDate(at, 'Pacific/Wallis')).toBe('2021-04-07');
  expect(localDate(at, 'Europe/Paris')).toBe('2021-04-06');
});
