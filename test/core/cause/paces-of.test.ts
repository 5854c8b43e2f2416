// Goal: a pace fits even bins and no others, and bursts are told from a change by how neighbours differ.
// Method: bins whose roots are whole, so that each misfit and each noise is a small sum by hand.
import { describe, expect, test } from 'vitest';
import { pacesOf } from '../../../core/cause/paces-of.ts';
import { trafficSums } from '../../../core/cause/traffic-sums.ts';
import { slicesOf } from '../../fixtures/cause/traffic-counts.ts';

/** @param paces even numbers: twice the root of what each bin counted */
const pacing = (...paces: readonly number[]) => {
  const requests = paces.map((pace) => (pace / 2) ** 2);
  return pacesOf(trafficSums(slicesOf(requests), 0, 1, paces.length));
};

describe('the misfit', () => {
  test.each([
    ['of even bins is nothing', [6, 6, 6], 0, 3, 0],
    ['of one bin is nothing', [2, 8, 4], 1, 2, 0],
    ['is half of the squares around the mean', [0, 2, 4, 6], 0, 4, 10],
    ['is that of the stretch alone', [0, 2, 4, 6], 1, 3, 1],
    ['reaches to the last bin', [0, 2, 4, 6], 2, 4, 1],
    ['begins at the first', [8, 2, 2, 2], 0, 2, 9],
  ])('%s', (_what, paces, from, to, misfit) => {
    expect(pacing(...paces).misfit(from, to)).toBeCloseTo(misfit, 9);
  });
});

describe('the noise', () => {
  /** Of a normal step, by its median. */
  const ofStep = (step: number) => (step / 0.954) ** 2;

  test.each([
    ['is 1 of even bins', [6, 6, 6], 1],
    ['is 1 where neighbours differ by less than visits do', [6, 6.5, 6, 6.5], 1],
    ['is the middle step’s, squared', [0, 4, 0, 4], ofStep(4)],
    ['is the middle one’s of different steps', [0, 10, 10, 12, 18], ofStep(6)],
    ['is the upper middle one’s of two', [0, 2, 12], ofStep(10)],
    ['is not a single change’s', [6, 6, 6, 20, 20, 20], 1],
    ['of one bin is that of a step of 1', [6], ofStep(1)],
  ])('%s', (_what, paces, noise) => {
    expect(pacing(...paces).noise).toBeCloseTo(noise, 9);
  });
});
