import { expect, test } from 'vitest';
import { healthBudget, roundsBudget } from '../../../core/shelter/turn-budget.ts';

// Goal: the time that is printed before a fall is the longest that a turn then takes. Method: the
// defaults reckoned by hand; that nothing takes longer is the bench's and the check loop's tests'.

test('by health alone, an origin that hangs right after a check', () => {
  const pace = { checkIntervalMs: 10_000, checkTimeoutMs: 4_000, failureThreshold: 3 };
  expect(healthBudget(pace)).toBe(20_000);
  expect(healthBudget({ ...pace, failureThreshold: 1 })).toBe(16_000);
});

test('by rounds, the first within an interval and the others after half of one each', () => {
  expect(roundsBudget({ intervalMs: 10_000, roundsToFall: 3 }, 0)).toBe(20_000);
  expect(roundsBudget({ intervalMs: 10_000, roundsToFall: 1 }, 900)).toBe(10_900);
});
