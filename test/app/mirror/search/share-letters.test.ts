// Goal: however many pages a site has, what the search holds of them is bounded, and shared fairly.
// Method: a property over any sizes.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shareLetters } from '../../../../app/mirror/search/share-letters.ts';

it('keeps all letters together below the bound, and cuts no page while there is room', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 30_000 })), fc.nat({ max: 400_000 }), (sizes, all) => {
      const share = shareLetters(sizes, all);
      const used = sizes.reduce((sum, size) => sum + Math.min(size, share), 0);
      expect(used).toBeLessThanOrEqual(all);
      const next = sizes.reduce((sum, size) => sum + Math.min(size, share + 1), 0);
      expect(share === 20_000 || next > all).toBe(true);
    }),
  );
});

it('leaves small sites their whole text, and a library of 20,000 pages some 3,000 letters each', () => {
  expect(shareLetters(Array.from({ length: 2_000 }, () => 15_800))).toBe(20_000);
  expect(shareLetters(Array.from({ length: 20_000 }, () => 15_800))).toBe(3_200);
});
