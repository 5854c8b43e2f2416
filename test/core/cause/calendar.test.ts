import { describe, expect, test } from 'vitest';
import { readCalendarSpans } from '../../../adapters/local/read-calendar.ts';
import { loadDirectoryTables } from '../../../adapters/local/directory-tables.ts';
import { judge } from '../../../core/cause/judge.ts';
import type { CalendarEntry } from '../../../core/cause/calendar-entry.ts';
import { signalsFromCalendar } from '../../../core/cause/signals-from-calendar.ts';
import { zoneDay } from '../../../core/cause/zone-day.ts';
import { localDate } from '../../../core/school/local-date.ts';
import { servedZones } from '../../../core/school/served-zones.ts';
import { type EpochMs, epochMs } from '../../../core/units.ts';
import { signal, speech, table } from '../../fixtures/cause/speech.ts';

// Goal: the official school calendar tells a return from an ordinary day, zone by zone, and says nothing
// of what it does not know; whatever a calendar says decides nothing. Method: the table that ships, on
// days that everybody remembers.

const spans = readCalendarSpans();
const { academies } = loadDirectoryTables();

const on = (zone: string, date: string): string => {
  const { day, backFrom } = zoneDay(spans, { zone, departments: 1 }, date);
  return backFrom === null ? day : `${day}, back from ${backFrom}`;
};

describe('a day in one zone', () => {
  test.each([
    ['an ordinary Thursday', 'Zone C', '2021-04-01', 'class'],
    ['a Sunday', 'Zone C', '2021-04-11', 'no-class'],
    ['a Saturday, which few have class on', 'Zone C', '2021-03-20', 'no-class'],
    ['Easter Monday', 'Zone A', '2021-04-05', 'no-class'],
    ['the Tuesday after it, when all fell', 'Zone A', '2021-04-06', 'class'],
    [
      'the spring holidays of 2021, which were one for the whole mainland',
      'Zone B',
      '2021-04-20',
      'no-class',
    ],
    ['the return from them', 'Zone C', '2021-04-26', 'class, back from holidays'],
    ['the day after the return', 'Zone C', '2021-04-27', 'class'],
    ['the return from summer', 'Zone A', '2021-09-02', 'class, back from summer'],
    ['the day after a bridge', 'Zone A', '2021-05-17', 'class'],
    ['overseas on holiday while the mainland fell', 'Martinique', '2021-04-06', 'no-class'],
    ['a year that no row tells of', 'Zone C', '2035-04-06', 'unknown'],
    ['a zone that no row tells of', 'Zone Z', '2021-04-06', 'unknown'],
  ])('%s', (_, zone, date, says) => {
    expect(on(zone, date)).toBe(says);
  });
});

describe('the zones that a platform serves', () => {
  test('are those of its académies, counted by their departments', () => {
    expect(servedZones({ academies: ['toulouse'] }, academies)).toEqual([
      { zone: 'Zone C', departments: 8 },
    ]);
    expect(servedZones({ departments: ['069', '031', '999'] }, academies)).toEqual(
      expect.arrayContaining([
        { zone: 'Zone A', departments: 1 },
        { zone: 'Zone C', departments: 1 },
      ]),
    );
    expect(servedZones({ academies: ['Nulle part'] }, academies)).toEqual([]);
  });

  test('are all of them where no list says which', () => {
    const all = servedZones({}, academies);
    expect(all.map(({ zone }) => zone)).toEqual(expect.arrayContaining(['Zone A', 'Martinique']));
    const count = all.reduce((sum, { departments }) => sum + departments, 0);
    expect(count).toBe(academies.flatMap(({ departments }) => departments).length);
  });
});

const at = (text: string): EpochMs => epochMs(Date.parse(text));

function told(
  fellAt: EpochMs,
  serves: Parameters<typeof servedZones>[0],
  ...entries: readonly CalendarEntry[]
) {
  const date = localDate(fellAt, speech.timeZone);
  const zones = servedZones(serves, academies).map((zone) => zoneDay(spans, zone, date));
  const classStarts = [8 * 60, 9 * 60, 14 * 60];
  return signalsFromCalendar({ at: fellAt, fellAt, entries, zones, classStarts, speech });
}

const features = (...asked: Parameters<typeof told>): readonly string[] =>
  told(...asked).map(({ feature }) => feature);

describe('what is told of a fall', () => {
  const TOULOUSE = { academies: ['Toulouse'] };
  const ALL = {};

  test.each([
    ['a return, for those who return', '2021-04-26T08:05:00+02:00', TOULOUSE, ['calendar-return']],
    ['a return of the whole country', '2021-04-26T08:05:00+02:00', ALL, ['calendar-return']],
    ['a return of a third of it', '2022-02-21T08:05:00+01:00', ALL, ['calendar-return']],
    ['the first day of the year', '2021-09-02T08:05:00+02:00', TOULOUSE, ['calendar-return']],
    ['a school morning', '2021-04-06T08:42:00+02:00', TOULOUSE, ['calendar-school-morning']],
    ['another bell', '2021-04-06T14:02:00+02:00', TOULOUSE, ['calendar-bell']],
    ['between two bells', '2021-04-06T15:30:00+02:00', TOULOUSE, ['calendar-nothing']],
    ['a morning in the holidays', '2021-04-20T08:05:00+02:00', TOULOUSE, ['calendar-nothing']],
    [
      'a morning of a year unknown',
      '2035-04-17T08:42:00+02:00',
      TOULOUSE,
      ['calendar-school-morning'],
    ],
    ['a Saturday', '2021-03-20T08:05:00+01:00', TOULOUSE, ['calendar-nothing']],
  ])('%s', (_, fellAt, serves, says) => {
    expect(features(at(fellAt), serves)).toEqual(says);
  });

  test('names the zones, and the hour of the bell', () => {
    expect(told(at('2021-04-26T08:05:00+02:00'), TOULOUSE)[0]?.statement).toContain('Zone C');
    expect(told(at('2021-04-06T08:58:00+02:00'), TOULOUSE)[0]?.statement).toContain('9 h 00');
  });

  test('the day of an island is no return of the whole country', () => {
    // Corsica alone came back on 3 May 2021.
    expect(on('Corse', '2021-05-03')).toBe('class, back from holidays');
    expect(features(at('2021-05-03T08:42:00+02:00'), ALL)).toEqual(['calendar-school-morning']);
    const corse = { academies: ['Corse'] };
    expect(features(at('2021-05-03T08:42:00+02:00'), corse)).toEqual(['calendar-return']);
  });

  test('what the administrator knows stands beside the official calendar', () => {
    const fellAt = at('2021-04-26T08:05:00+02:00');
    const entry = { date: '2021-04-26', label: 'x' } as const;
    expect(features(fellAt, TOULOUSE, { ...entry, kind: 'remote-day' })).toEqual([
      'calendar-crowd',
      'calendar-return',
    ]);
    expect(features(fellAt, TOULOUSE, { ...entry, kind: 'return' })).toEqual(['calendar-return']);
    expect(features(fellAt, TOULOUSE, { ...entry, date: '2021-04-27', kind: 'deadline' })).toEqual([
      'calendar-return',
    ]);
  });
});

test('a calendar never decides alone, whatever it says: a deadline night was once another fault', () => {
  const rows = table.rows.filter(({ family }) => family === 'calendar');
  expect(rows.length).toBeGreaterThan(3);
  for (const { feature } of rows) {
    const verdict = judge({
      at: at('2021-04-06T08:30:00+02:00'),
      signals: [signal(feature)],
      claims: [],
      confirmedCause: null,
      table,
    });
    expect(verdict).toMatchObject({ cause: 'undetermined', rung: 'inconnue' });
  }
});
