import { expect, test } from 'vitest';
import { retryPauseMs } from '../../../core/subscription/retry-pause-ms.ts';
import { minutes } from '../../../core/units.ts';

// Goal: a receiver that fails is asked again soon, then seldom, and may ask for longer. Method: pauses by
// the count of failures, by chance and by what was asked for.

test('pauses grow to an hour, and stay there', () => {
  const pauses = [1, 2, 3, 4, 5, 6, 7, 100].map((failures) => retryPauseMs(failures, 0) / 1_000);
  expect(pauses).toEqual([5, 30, 120, 600, 1_800, 3_600, 3_600, 3_600]);
  expect(retryPauseMs(0, 0)).toBe(5_000);
});

test('chance adds up to a fifth', () => {
  expect(retryPauseMs(1, 0.5)).toBe(5_500);
  expect(retryPauseMs(6, 1)).toBe(4_320_000);
});

test('a receiver may ask for longer, an hour at most, and for nothing shorter', () => {
  expect(retryPauseMs(1, 0, 60_000)).toBe(60_000);
  expect(retryPauseMs(1, 0, minutes(600))).toBe(3_600_000);
  expect(retryPauseMs(4, 0, 1_000)).toBe(600_000);
});
