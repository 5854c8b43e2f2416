// Goal: two stretches of traffic differ by as much as matters at the very sizes that are chosen for it.
// Method: two even stretches of ten thousand requests, one count moved at a time.
import { describe, expect, test } from 'vitest';
import { difference } from '../../../core/cause/traffic-difference.ts';
import { trafficSegments } from '../../../core/cause/traffic-segments.ts';
import { SURVEY_COLUMNS, SURVEY_MIXES } from '../../../core/cause/traffic-slice.ts';

const LOOKED = 10_000;

type Counts = Readonly<Record<number, number>>;

function stretch(over: Counts = {}, seconds = 60, looked = LOOKED) {
  const counts = new Float64Array(SURVEY_COLUMNS);
  counts[SURVEY_MIXES.requests] = LOOKED;
  counts[SURVEY_MIXES.looked] = looked;
  for (const mix of [SURVEY_MIXES.paths, SURVEY_MIXES.agents, SURVEY_MIXES.networks])
    counts[mix] = looked;
  for (const [column, count] of Object.entries(over)) counts[Number(column)] = count;
  return { fromSec: 1_000, toSec: 1_000 + seconds, counts };
}
const apart = (over: Counts) => difference(stretch(), stretch(over));

test('what is alike differs by nothing', () => {
  expect(difference(stretch(), stretch())).toBe(0);
});

describe('as much as matters is', () => {
  test('a pace of 1.35 times, either way', () => {
    const slow = stretch({ [SURVEY_MIXES.requests]: 99.5 });
    const fast = stretch({ [SURVEY_MIXES.requests]: 134.5 });
    expect(difference(slow, fast)).toBeCloseTo(1, 9);
    expect(difference(fast, slow)).toBeCloseTo(1, 9);
    expect(difference(stretch({}, 135), stretch({}, 100))).toBeCloseTo(1, 9);
    expect(difference(stretch({}, 0), stretch({}, 1))).toBe(0);
  });

  test.each(['errors', 'refusals', 'referers', 'queries', 'assets'] as const)(
    'eight of a hundred in %s, and what chance may do',
    (column) => {
      expect(apart({ [SURVEY_MIXES[column]]: 900 })).toBeCloseTo(1, 9);
      expect(apart({ [SURVEY_MIXES[column]]: 450 })).toBeCloseTo(0.5, 9);
    },
  );

  test.each(['paths', 'agents', 'networks'] as const)(
    'a tenth of the mix of %s, and twice what chance may do',
    (mix) => {
      const first = SURVEY_MIXES[mix];
      for (const part of [1, 7])
        expect(apart({ [first]: 8_800, [first + part]: 1_200 })).toBeCloseTo(1, 9);
    },
  );
});

test('the most that differs counts, and a share of fewer than thirty does not', () => {
  const { errors, queries, requests } = SURVEY_MIXES;
  expect(apart({ [errors]: 900, [queries]: 1_800 })).toBeCloseTo(2, 9);
  const few = (looked: number) =>
    difference(stretch({}, 60, looked), stretch({ [errors]: LOOKED, [requests]: LOOKED }));
  expect(few(29)).toBe(0);
  expect(few(30)).toBeGreaterThan(1);
});

test('a span of no time has no stretches', () => {
  expect(trafficSegments([], 1, { fromSec: 1_000, toSec: 1_000 })).toEqual([]);
  expect(trafficSegments([], 1, { fromSec: 1_000, toSec: 900 })).toEqual([]);
  expect(trafficSegments([], 1, { fromSec: 1_000, toSec: 1_001 })).toHaveLength(1);
});
