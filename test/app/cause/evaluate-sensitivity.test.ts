// Goal: the score does not hang on the numbers that were chosen: no table near this one accuses falsely.
// Method: every ratio's logarithm stretched at random, from a fixed seed, and the whole set scored again.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateScenarios } from '../../../app/cause/evaluate.ts';
import type { LikelihoodRow, LikelihoodTable } from '../../../core/cause/likelihood-table.ts';
import { documentedLines } from '../../fixtures/cause/documented.ts';
import { speech, table } from '../../fixtures/cause/speech.ts';

const lines = documentedLines.map((text, index) => ({ line: index + 1, text }));

const RATIOS = table.rows.length * 6;
/** One power for each ratio of the table. */
const powers = fc.array(fc.double({ min: 0.67, max: 1.5, noNaN: true }), {
  minLength: RATIOS,
  maxLength: RATIOS,
});

function stretched(by: readonly number[]): LikelihoodTable {
  const rowOf = (row: LikelihoodRow, at: number): LikelihoodRow => {
    const power = (cause: number) => by[at * 6 + cause] ?? 1;
    const { ratios } = row;
    return {
      ...row,
      ratios: {
        overload: ratios.overload ** power(0),
        attack: ratios.attack ** power(1),
        hosting: ratios.hosting ** power(2),
        application: ratios.application ** power(3),
        'name-or-certificate': ratios['name-or-certificate'] ** power(4),
        'third-party': ratios['third-party'] ** power(5),
      },
    };
  };
  return { ...table, rows: table.rows.map(rowOf) };
}

test('with every ratio stretched at random, nobody is accused falsely and half is still said', async () => {
  await fc.assert(
    fc.asyncProperty(powers, async (by) => {
      const score = await evaluateScenarios(lines, stretched(by), speech);
      expect(score.falseAccusations).toEqual([]);
      expect(score.acceptable / score.spoken).toBeGreaterThanOrEqual(0.95);
      expect(score.spoken).toBeGreaterThanOrEqual(17);
      expect(score.brier).toBeLessThan(0.32);
    }),
    { numRuns: 20, seed: 20210406 },
  );
});

test.each([0.5, 0.6, 0.8, 1])('with a shrink of %d, nothing wrong is said', async (shrink) => {
  const score = await evaluateScenarios(lines, { ...table, shrink }, speech);
  expect(score.wrong).toEqual([]);
});
