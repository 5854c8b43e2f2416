// Goal: a bound is set to the slice at which traffic changed, as far as that is within a bin of it.
// Method: slices of ten seconds around a bound at 1,000, with one change at each place; bins of two.
import { describe, expect, test } from 'vitest';
import { refineBound } from '../../../core/cause/refine-bound.ts';
import { type Counted, slicesOf } from '../../fixtures/cause/traffic-counts.ts';

const AT = 1_000;

/** Slices of ten seconds, one kind of them before and another from a second on. */
const changing = (atSec: number, before: Counted, after: Counted) =>
  slicesOf(
    Array.from({ length: 200 }, (_, index) => (10 * index < atSec ? before : after)),
    0,
    10,
  );
const failing = { requests: 50, looked: 50, errors: 40, paths: 50, agents: 50, networks: 50 };
const sound = { ...failing, errors: 0 };

describe.each<readonly [string, Counted, Counted]>([
  ['faster', 4, 100],
  ['slower', 100, 4],
  ['to nothing', 100, 0],
  ['from nothing', 0, 100],
  ['in what it gets', sound, failing],
])('traffic that changes %s', (_how, before, after) => {
  test.each([
    [AT, AT],
    [AT - 10, AT - 10],
    [AT + 10, AT + 10],
    [AT - 20, AT - 20],
    [AT + 20, AT + 20],
  ])('at %i is parted at %i', (changeSec, boundSec) => {
    expect(refineBound(AT, changing(changeSec, before, after), 10, 2)).toBe(boundSec);
  });
});

test('a change that is further away moves it by one bin at most', () => {
  expect(refineBound(AT, changing(AT + 30, 4, 100), 10, 2)).toBe(AT + 20);
  expect(refineBound(AT, changing(AT - 30, 4, 100), 10, 2)).toBe(AT - 20);
});

test('two bins on either side are looked at, and nothing else', () => {
  const around = slicesOf([4, 4, 4, 100, 100, 100, 100, 100], AT - 40, 10);
  const outside = slicesOf([9_000], AT - 50, 10).concat(slicesOf([9_000], AT + 40, 10));
  expect(refineBound(AT, [...outside, ...around], 10, 2)).toBe(AT - 10);
});

test('a bound stays where bins are slices, and goes to the earliest of equal places', () => {
  expect(refineBound(AT, changing(AT - 10, 4, 100), 10, 1)).toBe(AT);
  expect(refineBound(AT, [], 10, 2)).toBe(AT - 20);
});

test('no bound is moved by more than 256 slices', () => {
  const far = (changeSec: number) =>
    slicesOf(Array.from({ length: 1_400 }, (_, second) => (second < changeSec ? 4 : 100)));
  expect(refineBound(700, far(956), 1, 300)).toBe(956);
  expect(refineBound(700, far(957), 1, 300)).toBe(956);
  expect(refineBound(700, far(444), 1, 300)).toBe(444);
  expect(refineBound(700, far(443), 1, 300)).toBe(444);
});
