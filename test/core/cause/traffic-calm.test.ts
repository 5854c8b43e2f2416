// Goal: the calm that traffic is compared with is long, sound and quiet, as far as there is one.
// Method: stretches by hand, one at each bound: seconds, requests, and how many of them failed.
import { expect, test } from 'vitest';
import { firstCalm } from '../../../core/cause/traffic-calm.ts';
import {
  SURVEY_COLUMNS,
  SURVEY_MIXES,
  type TrafficSlice,
} from '../../../core/cause/traffic-slice.ts';

type Stretch = readonly [seconds: number, requests: number, errors?: number, looked?: number];

const calmOf = (...stretches: readonly Stretch[]) =>
  firstCalm(
    stretches.map(([seconds, requests, errors = 0, looked = requests], index) => {
      const counts = new Float64Array(SURVEY_COLUMNS);
      counts[SURVEY_MIXES.requests] = requests;
      counts[SURVEY_MIXES.looked] = looked;
      counts[SURVEY_MIXES.errors] = errors;
      return { fromSec: 1_000 * index, toSec: 1_000 * index + seconds, counts };
    }),
  );

test.each<readonly [string, readonly Stretch[], number | null]>([
  ['none of none', [], null],
  ['none of fewer than thirty requests', [[60, 29]], null],
  ['one of thirty', [[60, 30]], 0],
  [
    'the first one of a minute',
    [
      [59, 59],
      [60, 60],
    ],
    1,
  ],
  ['one of less than a minute, where no other is', [[59, 59]], 0],
  [
    'the first without many errors',
    [
      [60, 60, 12],
      [60, 60, 11],
    ],
    1,
  ],
  [
    'one with errors, where all have them',
    [
      [60, 60, 12],
      [60, 60, 30],
    ],
    0,
  ],
  [
    'errors are a part of those looked at',
    [
      [60, 60, 2, 12],
      [60, 60, 0, 12],
    ],
    0,
  ],
  [
    'many of those looked at',
    [
      [60, 60, 3, 10],
      [60, 60, 0, 10],
    ],
    1,
  ],
  ['nothing was looked at', [[60, 60, 0, 0]], 0],
  [
    'nothing was looked at of the first',
    [
      [60, 60, 5, 0],
      [60, 60],
    ],
    0,
  ],
  [
    'up to twice as busy as the quietest',
    [
      [60, 120],
      [60, 60],
    ],
    0,
  ],
  [
    'not busier than that',
    [
      [60, 121],
      [60, 60],
    ],
    1,
  ],
  [
    'quiet for its length, not by its count',
    [
      [600, 600],
      [60, 90],
    ],
    0,
  ],
  ['of no length at all', [[0, 90]], 0],
])('the calm is %s', (_what, stretches, index) => {
  expect(calmOf(...stretches)).toBe(index);
});

test('a slice has a column for each thing that is counted', () => {
  const slice: TrafficSlice = { fromSec: 0, counts: new Float64Array(SURVEY_COLUMNS) };
  expect(slice.counts).toHaveLength(SURVEY_MIXES.networks + 8);
});
