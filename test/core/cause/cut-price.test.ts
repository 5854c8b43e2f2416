// Goal: a cut must explain more the more it may be chosen from, and the more paces vary anyway.
// Method: prices by hand: 3 for each of 27 degrees of freedom and the half of a logarithm.
import { expect, test } from 'vitest';
import { cutPrice } from '../../../core/cause/cut-price.ts';

test.each([
  ['of a long log', 400, 1, 40.5 * Math.log(400)],
  ['of one that varies twice as much', 400, 2, 81 * Math.log(400)],
  ['of eight bins', 8, 1, 40.5 * Math.log(8)],
  ['of nine', 9, 1, 40.5 * Math.log(9)],
  ['of fewer than eight, as of eight', 2, 1, 40.5 * Math.log(8)],
])('the price %s', (_what, bins, noise, price) => {
  expect(cutPrice(bins, noise)).toBeCloseTo(price, 9);
});
