// Goal: what a stretch of bins holds is the difference of two rows, and what begins in no bin is in none.
// Method: slices around two bins of ten seconds, one at each bound, counted by hand.
import { expect, test } from 'vitest';
import { SURVEY_COLUMNS, SURVEY_MIXES } from '../../../core/cause/traffic-slice.ts';
import { trafficSums } from '../../../core/cause/traffic-sums.ts';
import { counted, slicesOf } from '../../fixtures/cause/traffic-counts.ts';

const requestsOf = (sums: readonly Float64Array[]) => sums.map((row) => row[SURVEY_MIXES.requests]);

test.each([
  ['nothing of none', [], [0, 0, 0]],
  ['a slice at its beginning', [[100, 1]], [0, 1, 1]],
  ['one right before it', [[99, 1]], [0, 0, 0]],
  ['one at the end of a bin', [[109, 1]], [0, 1, 1]],
  ['one at the beginning of the next', [[110, 1]], [0, 0, 1]],
  ['one at the end of all', [[119, 1]], [0, 0, 1]],
  ['one after the end', [[120, 1]], [0, 0, 0]],
  [
    'one long before and one long after',
    [
      [0, 1],
      [500, 1],
    ],
    [0, 0, 0],
  ],
  [
    'several, in any order',
    [
      [112, 8],
      [101, 1],
      [109, 2],
      [111, 4],
    ],
    [0, 3, 15],
  ],
] as const)('counts %s', (_what, pairs, sums) => {
  const slices = pairs.map(([fromSec, requests]) => ({ fromSec, counts: counted(requests) }));
  expect(requestsOf(trafficSums(slices, 100, 10, 2))).toEqual(sums);
});

test('each column is summed for itself', () => {
  const rows = [counted(0), counted(0)];
  for (const [bin, row] of rows.entries())
    for (let column = 0; column < SURVEY_COLUMNS; column += 1) row[column] = column + 100 * bin;
  const slices = rows.map((counts, bin) => ({ fromSec: bin, counts }));
  const [, one, both] = trafficSums(slices, 0, 1, 2);
  expect(one).toEqual(rows[0]);
  expect([...(both ?? [])]).toEqual(Array.from(rows[0] ?? [], (_, column) => 2 * column + 100));
});

test('slices are left as they were', () => {
  const slices = slicesOf([1, 2, 3]);
  expect(requestsOf(trafficSums(slices, 0, 1, 3))).toEqual([0, 1, 3, 6]);
  expect(slices).toEqual(slicesOf([1, 2, 3]));
});
