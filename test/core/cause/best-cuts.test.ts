// Goal: no other cuts are better for their price, and pieces are as long as they must be.
// Method: a few numbers cut by how far they are from their mean, against every way to cut them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bestCuts } from '../../../core/cause/best-cuts.ts';

/** Squares around the mean. */
const misfitOf = (values: readonly number[]) => (from: number, to: number) => {
  const piece = values.slice(from, to);
  const mean = piece.reduce((sum, value) => sum + value, 0) / piece.length;
  return piece.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};
const cut = (values: readonly number[], least: number, price: number) =>
  bestCuts({ bins: values.length, least, price, misfit: misfitOf(values) });

test.each<readonly [string, readonly number[], number, number, readonly number[]]>([
  ['one bin nowhere', [5], 1, 1, []],
  ['even bins nowhere', [5, 5, 5, 5], 1, 1, []],
  ['even bins nowhere, though it costs nothing', [5, 5, 5, 5], 1, 0, []],
  ['two bins between them', [0, 9], 1, 1, [1]],
  ['a step where it is', [0, 0, 0, 9, 9, 9], 1, 5, [3]],
  ['a step that explains a little more than it costs', [0, 0, 0, 9, 9, 9], 1, 121, [3]],
  ['no step that explains a little less', [0, 0, 0, 9, 9, 9], 1, 122, []],
  ['two steps, rising', [0, 0, 5, 5, 9, 9], 1, 5, [2, 4]],
  ['out what lasts', [0, 0, 9, 9, 0, 0], 2, 5, [2, 4]],
  ['no less out than must be', [0, 0, 0, 9, 9, 9], 4, 5, [2]],
  ['not where only what is too short is left', [0, 0, 0, 0, 0, 9], 2, 61, []],
  ['nowhere where all is too short', [0, 9], 3, 1, []],
])('cuts %s', (_what, values, least, price, cuts) => {
  expect(cut(values, least, price)).toEqual(cuts);
});

/** Every way to cut so many bins, each as the bins at which a piece begins. */
const ways = (bins: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** (bins - 1) }, (_, way) =>
    Array.from({ length: bins - 1 }, (_bin, at) => at + 1).filter((at) => way & (2 ** (at - 1))),
  );

test('nothing is better, of all the ways there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(9), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      fc.nat(60),
      (values, least, price) => {
        const misfit = misfitOf(values);
        const costOf = (cuts: readonly number[]) =>
          [0, ...cuts].reduce(
            (sum, from, piece) => sum + misfit(from, cuts[piece] ?? values.length),
            price * cuts.length,
          );
        const mayBe = (cuts: readonly number[]) =>
          cuts.every((from, piece) => (cuts[piece + 1] ?? values.length) - from >= least);
        const found = cut(values, least, price);
        const all = ways(values.length).filter(mayBe);
        expect(all).toContainEqual(found);
        expect(costOf(found)).toBeCloseTo(Math.min(...all.map(costOf)), 6);
      },
    ),
  );
});
