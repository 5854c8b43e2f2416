import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Rung, SPOKEN_CAUSES, type SpokenCause } from '../../../core/cause/cause.ts';
import { saidSpans } from '../../../core/cause/said-spans.ts';
import { epochMs, minutes } from '../../../core/units.ts';

// Goal: what pages have said of a cause can be told again, with its times, and nothing that nobody
// could read. Method: histories by the minute, and any histories at all.

const fellAt = epochMs(0);
const FIRST = minutes(10);
const at = (minute: number) => epochMs(minutes(minute));

function spans(
  marks: readonly (readonly [number, SpokenCause, Rung])[],
  records: readonly (readonly [number, SpokenCause, number])[] = [],
): readonly string[] {
  const verdicts = marks.map(([minute, cause, rung]) => ({ at: at(minute), cause, rung }));
  const recorded = records.map(([minute, cause, confidence]) => ({
    at: at(minute),
    cause,
    confidence,
    source: 'rapport',
    by: { role: 'cli', name: 'A.' },
  }));
  return saidSpans({ fellAt, verdicts, recorded }, FIRST).map(
    ({ cause, rung, from, until }) =>
      `${from / 60_000}-${until === null ? '' : until / 60_000} ${cause} ${rung}`,
  );
}

describe('what was said of a cause', () => {
  test.each([
    { name: 'nothing before anything is judged', marks: [], says: [] },
    {
      name: 'nothing before the first word is due, and then what stands',
      marks: [
        [1, 'hosting', 'probable'],
        [4, 'overload', 'probable'],
      ],
      says: ['10- overload probable'],
    },
    {
      name: 'each cause for as long as it stood',
      marks: [
        [12, 'overload', 'probable'],
        [30, 'undetermined', 'inconnue'],
        [45, 'application', 'possible'],
      ],
      says: ['12-30 overload probable', '30-45 undetermined inconnue', '45- application possible'],
    },
    {
      name: 'one cause once, whatever its rungs, with the last of them',
      marks: [
        [12, 'overload', 'possible'],
        [30, 'overload', 'probable'],
        [50, 'overload', 'confirmée'],
      ],
      says: ['12- overload confirmée'],
    },
  ] as const)('is $name', ({ marks, says }) => {
    expect(spans(marks)).toEqual(says);
  });

  test('is what people recorded, from their first record on', () => {
    const marks = [
      [12, 'overload', 'probable'],
      [900, 'hosting', 'probable'],
    ] as const;
    expect(
      spans(marks, [
        [600, 'application', 0.9],
        [700, 'attack', 0.7],
        [800, 'attack', 0.3],
      ]),
    ).toEqual([
      '12-600 overload probable',
      '600-700 application confirmée',
      '700-800 attack probable',
      '800- undetermined inconnue',
    ]);
  });

  test('has no gap and no two neighbours alike, and ends with what stands', () => {
    const history = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(...SPOKEN_CAUSES)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(history, (steps) => {
        const verdicts = steps
          .toSorted(([one], [other]) => one - other)
          .map(([minute, cause]) => ({ at: at(minute), cause, rung: 'probable' as const }));
        const told = saidSpans({ fellAt, verdicts }, FIRST);
        expect(told.length > 0).toBe(verdicts.length > 0);
        expect(told.at(-1)?.cause).toBe(verdicts.at(-1)?.cause);
        for (const [index, span] of told.entries()) {
          const next = told[index + 1];
          expect(span.from).toBeGreaterThanOrEqual(FIRST);
          expect(span.until).toBe(next?.from ?? null);
          expect(next?.cause).not.toBe(span.cause);
          expect(next?.from ?? Number.POSITIVE_INFINITY).toBeGreaterThan(span.from);
        }
      }),
    );
  });
});

test('from a person’s first record on, no verdict is said any more', () => {
  expect(
    spans(
      [
        [12, 'overload', 'probable'],
        [50, 'attack', 'probable'],
        [60, 'overload', 'probable'],
      ],
      [[40, 'hosting', 0.9]],
    ),
  ).toEqual(['12-40 overload probable', '40- hosting confirmée']);
});
