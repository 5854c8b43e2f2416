// Goal: between bounds lies what begins there, each once, and what begins elsewhere is in nothing.
// Method: bounds in disorder, and slices at each of them and right before it.
import { expect, test } from 'vitest';
import { segmentsBetween } from '../../../core/cause/segments-between.ts';
import { counted, slicesOf } from '../../fixtures/cause/traffic-counts.ts';

const told = (bounds: readonly number[], at: readonly (readonly [number, number])[]) =>
  segmentsBetween(
    bounds,
    at.map(([fromSec, requests]) => ({ fromSec, counts: counted(requests) })),
  ).map(({ fromSec, toSec, counts }) => [fromSec, toSec, counts[0]]);

test('bounds are put in order, and equal ones are one', () => {
  expect(told([100, 1_000, 100, 50, 1_000], [])).toEqual([
    [50, 100, 0],
    [100, 1_000, 0],
  ]);
  expect(told([50], [])).toEqual([]);
  expect(told([], [])).toEqual([]);
});

test('a slice is where it begins', () => {
  const at = [
    [49, 1],
    [1_000, 2],
    [50, 4],
    [999, 8],
    [99, 16],
    [100, 32],
  ] as const;
  expect(told([50, 100, 1_000], at)).toEqual([
    [50, 100, 20],
    [100, 1_000, 40],
  ]);
});

test('each column is counted', () => {
  const slices = slicesOf([{ requests: 5, errors: 2 }, { looked: 3 }]);
  const [all] = segmentsBetween([0, 2], slices);
  expect(all?.counts).toEqual(counted({ requests: 5, errors: 2, looked: 3 }));
});
