import { expect, test } from 'vitest';
import { loadDirectoryTables } from '../../adapters/local/directory-tables.ts';
import { readCalendarSpans } from '../../adapters/local/read-calendar.ts';
import { calendarOdd } from '../../config/calendar-odd.ts';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from './a-config.ts';

// Goal: a slip in the days that an administrator writes down is told, and nothing else is.
// Method: the calendar that ships, on known days of one zone.

const spans = readCalendarSpans();
const { academies } = loadDirectoryTables();

function odd(...days: readonly (readonly [string, string])[]): readonly string[] {
  const calendar = days.map(([date, kind]) => ({ date, kind, label: 'x' }));
  const serves = { departments: ['031'] };
  const read = readConfig(aConfig({ 'platforms.0.serves': serves, 'cause.calendar': calendar }));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return calendarOdd(read.config, spans, academies).map(
    ({ code, path }) => `${path.join('.')} ${code}`,
  );
}

test('a day of class, a year that no row tells of, and a deadline at night are in order', () => {
  expect(
    odd(['2021-04-06', 'first-remote-day'], ['2035-04-06', 'exams'], ['2021-04-20', 'deadline']),
  ).toEqual([]);
});

test('a day told twice is told at its second place; two kinds on one day are not', () => {
  expect(
    odd(['2021-04-06', 'remote-day'], ['2021-04-06', 'exams'], ['2021-04-06', 'remote-day']),
  ).toEqual(['cause.calendar.2.date calendar-twice']);
});

test.each(['first-remote-day', 'remote-day', 'return', 'exams'])(
  'a day without class is no %s',
  (kind) => {
    expect(odd(['2021-04-20', kind])).toEqual(['cause.calendar.0.date calendar-day-off']);
    expect(odd(['2021-04-11', kind])).toEqual(['cause.calendar.0.date calendar-day-off']);
  },
);
