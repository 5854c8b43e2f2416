import fc from 'fast-check';
import { expect, test } from 'vitest';
import { latestDays } from '../../../core/school/latest-days.ts';
import { localDate } from '../../../core/school/local-date.ts';
import { epochMs } from '../../../core/units.ts';

// Goal: days are people's own, each once, without a gap, whatever their clocks do.
// Method: the nights when clocks change in Paris, and any instant in zones of both ends.

const hoursOf = (now: string, count: number) =>
  latestDays(epochMs(Date.parse(now)), 'Europe/Paris', count).map(
    ({ date, from, until }) => `${date} ${(until - from) / 3_600_000}`,
  );

test('a night of summer time is an hour shorter, one of winter time an hour longer', () => {
  expect(hoursOf('2021-03-29T10:00:00Z', 3)).toEqual([
    '2021-03-27 24',
    '2021-03-28 23',
    '2021-03-29 24',
  ]);
  expect(hoursOf('2021-10-31T10:00:00Z', 2)).toEqual(['2021-10-30 24', '2021-10-31 25']);
});

test('just after midnight it is a new day', () => {
  expect(hoursOf('2021-04-05T22:00:00Z', 1)).toEqual(['2021-04-06 24']);
  expect(hoursOf('2021-04-05T21:59:59Z', 1)).toEqual(['2021-04-05 24']);
});

test('days follow one another to the one that holds now, in every zone', () => {
  fc.assert(
    fc.property(
      // Kiritimati had no 1 January 1995: it moved to the other side of the date line.
      fc.integer({ min: Date.parse('1996-01-01'), max: Date.parse('2060-01-01') }),
      fc.constantFrom('Europe/Paris', 'Pacific/Noumea', 'America/Miquelon', 'Pacific/Kiritimati'),
      fc.integer({ min: 1, max: 20 }),
      (at, timeZone, count) => {
        const now = epochMs(at);
        const days = latestDays(now, timeZone, count);
        expect(days).toHaveLength(count);
        for (const [index, day] of days.entries()) {
          expect(localDate(day.from, timeZone)).toBe(day.date);
          expect(localDate(epochMs(day.from - 60_000), timeZone) < day.date).toBe(true);
          expect(day.until).toBe(days[index + 1]?.from ?? day.until);
        }
        expect(days.at(-1)?.date).toBe(localDate(now, timeZone));
        expect(days.at(-1)?.until).toBeGreaterThan(now);
      },
    ),
  );
});
