// Goal: a page has one title and no heading that jumps a level, and a page that was right stays as it was.
// Method: examples, then any list of levels as a property.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { headingLevels } from '../../../core/mirror/heading-levels.ts';

it.each([
  [
    [1, 2, 3, 3, 2, 3],
    [1, 2, 3, 3, 2, 3],
  ],
  [
    [1, 3, 5, 3],
    [1, 2, 3, 2],
  ],
  [
    [1, 2, 1, 2],
    [1, 2, 2, 3],
  ],
  [
    [3, 4, 3],
    [2, 3, 2],
  ],
  [
    [4, 1, 2],
    [2, 1, 2],
  ],
  [[], []],
])('%j becomes %j', (levels, become) => {
  expect(headingLevels(levels)).toEqual(become);
});

const levels = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 });

it('never jumps down, and has the one title that it had', () => {
  fc.assert(
    fc.property(levels, (was) => {
      const is = headingLevels(was);
      expect(is).toHaveLength(was.length);
      expect(is.filter((level) => level === 1)).toHaveLength(was.includes(1) ? 1 : 0);
      let before = 1;
      for (const level of is) {
        expect(level >= 1 && level <= Math.max(before, 1) + 1 && level <= 6).toBe(true);
        before = level;
      }
    }),
  );
});

it('changes nothing the second time', () => {
  fc.assert(
    fc.property(levels, (was) => {
      const once = headingLevels(was);
      expect(headingLevels(once)).toEqual(once);
    }),
  );
});
