import { expect, test } from 'vitest';
import { loadDirectoryTables } from '../../adapters/local/directory-tables.ts';
import { readCalendarSpans } from '../../adapters/local/read-calendar.ts';
import { calendarOver } from '../../config/calendar-over.ts';
import { readConfig } from '../../config/read-config.ts';
import { aConfig } from './a-config.ts';

// Goal: a home hears that its school calendar ends, before schools get no SMS by that.
// Method: the calendar that ships, on known days.

const spans = readCalendarSpans();
const { academies } = loadDirectoryTables();

function zonesOver(today: string, changes: Readonly<Record<string, unknown>> = {}) {
  const serves = { departments: ['031'] };
  const read = readConfig(aConfig({ 'platforms.0.serves': serves, ...changes }));
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  return calendarOver(read.config, spans, academies, today).map(({ values }) => values?.['zones']);
}

test('is told once the calendar ends within 60 days, and ever after', () => {
  expect(zonesOver('2026-04-01')).toEqual([]);
  expect(zonesOver('2026-05-10')).toEqual(['Zone C']);
  expect(zonesOver('2026-11-30')).toEqual(['Zone C']);
});

test('names only zones that are served, and all where no list says which', () => {
  expect(zonesOver('2026-11-30', { 'platforms.0.serves': { departments: ['02A'] } })).toEqual([
    'Corse',
  ]);
  const [all] = zonesOver('2026-11-30', { 'platforms.0.serves': undefined });
  expect(String(all).split(', ')).toEqual(expect.arrayContaining(['Zone A', 'Zone B', 'Zone C']));
});

test('is not told where the year is written down, or no calendar is asked', () => {
  const year = { zones: ['Zone C'], from: '2026-09-01', to: '2027-07-03' };
  expect(zonesOver('2026-11-30', { 'notices.schoolYears': [year] })).toEqual([]);
  expect(zonesOver('2026-11-30', { 'notices.smsDays': 'every' })).toEqual([]);
});
