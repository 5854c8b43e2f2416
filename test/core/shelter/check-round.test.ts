import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hearChecker, newPanel, panelVerdict } from '../../../core/shelter/check-panel.ts';
import { type CheckerWork, NO_WORK, whoConfirms } from '../../../core/shelter/check-round.ts';

// Goal: a confirmation asks who can still tell, and nobody for ever.
// Method: whole confirmations, step by step, by a table of origins and for any results.

/**
 * A confirmation of five checkers: each step, all that go on get a result.
 *
 * @param answer of a checker in a step
 * @returns who went on in each step, and how it ended
 */
function confirmed(
  threshold: number,
  answer: (checker: number, step: number) => boolean,
  before: readonly (boolean | null)[] = [true, true, true, true, true],
) {
  let panel = before.map((healthy) => ({ healthy, against: 0 }));
  const works: CheckerWork[] = panel.map(() => NO_WORK);
  const steps: string[] = [];
  for (let step = 0; ; step += 1) {
    const going = whoConfirms(panel, works, threshold);
    if (going.length === 0) break;
    steps.push(going.join(''));
    for (const checker of going) {
      const passed = answer(checker, step);
      panel = [...hearChecker(panel, checker, passed, threshold)];
      const { begun } = works[checker] ?? NO_WORK;
      works[checker] = { ...NO_WORK, begun: begun + 1, cleared: passed };
    }
  }
  return { steps, healthy: panelVerdict(panel) };
}

test('a dead origin falls after the threshold, with no check more', () => {
  expect(confirmed(2, () => false)).toEqual({ steps: ['01234', '01234'], healthy: false });
  expect(confirmed(3, () => false).steps).toEqual(['01234', '01234', '01234']);
  expect(confirmed(1, () => false).steps).toEqual(['01234']);
});

test('a living origin is asked once by each', () => {
  expect(confirmed(3, () => true)).toEqual({ steps: ['01234'], healthy: true });
});

test('only those that doubt go on, and those that said down are heard out once it is alive', () => {
  expect(confirmed(2, (checker, step) => checker !== 3 || step > 0).steps).toEqual(['01234', '3']);
  const before = [false, true, true, true, true];
  expect(confirmed(2, () => true, before).steps).toEqual(['1234', '0', '0']);
  expect(confirmed(2, () => false, before)).toEqual({ steps: ['1234', '1234'], healthy: false });
});

test('nobody asks while the check is down', () => {
  expect(whoConfirms(newPanel(5, false), [], 2)).toEqual([]);
  // Not even those that were found alive, and of whom the rest have not heard.
  const cleared = { ...NO_WORK, cleared: true };
  expect(whoConfirms(newPanel(5, false), [cleared], 2)).toEqual([]);
});

test('one that doubts goes on, whatever cleared it before', () => {
  const panel = hearChecker(newPanel(2, true), 0, false, 3);
  const cleared = { ...NO_WORK, begun: 1, cleared: true };
  expect(whoConfirms(panel, [cleared, cleared], 3)).toEqual([0]);
});

test('nobody has more checks under way than could turn it', () => {
  const one = { ...NO_WORK, begun: 1, underWay: 1, late: 1 };
  const panel = newPanel(1, true);
  expect(whoConfirms(panel, [one], 2)).toEqual([0]);
  expect(whoConfirms(panel, [{ ...one, begun: 2, underWay: 2 }], 2)).toEqual([]);
  expect(whoConfirms(hearChecker(panel, 0, false, 2), [one], 2)).toEqual([]);
});

test('whatever comes, it ends: nobody checks more than three thresholds', () => {
  const chances = fc.array(fc.boolean(), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), chances, (threshold, draws) => {
      const { steps } = confirmed(
        threshold,
        (checker, step) => draws[(step * 5 + checker) % draws.length] ?? true,
      );
      expect(steps[0]).toBe('01234');
      for (const checker of '01234') {
        const asked = steps.filter((step) => step.includes(checker)).length;
        expect(asked).toBeLessThanOrEqual(3 * threshold);
      }
    }),
  );
});
