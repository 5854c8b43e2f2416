// Goal: the score does not hang on the numbers that were chosen: no table near this one accuses falsely.
// Method: every ratio's logarithm stretched at random, from fixed seeds, and the whole set scored again.
import { expect, test } from 'vitest';
import { evaluateScenarios } from '../../../app/cause/evaluate.ts';
import type { LikelihoodRow, LikelihoodTable } from '../../../core/cause/likelihood-table.ts';
import { documentedLines } from '../../fixtures/cause/documented.ts';
import { speech, table } from '../../fixtures/cause/speech.ts';

const lines = documentedLines.map((text, index) => ({ line: index + 1, text }));

/** Powers of .67 to 1.5, evenly spread, the same for a seed (a linear congruence). */
function powersOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return 0.67 + (0.83 * state) / 2_147_483_648;
  };
}

function stretched(seed: number): LikelihoodTable {
  const power = powersOf(seed);
  const rowOf = (row: LikelihoodRow): LikelihoodRow => ({
    ...row,
    ratios: {
      overload: row.ratios.overload ** power(),
      attack: row.ratios.attack ** power(),
      hosting: row.ratios.hosting ** power(),
      application: row.ratios.application ** power(),
      'name-or-certificate': row.ratios['name-or-certificate'] ** power(),
      'third-party': row.ratios['third-party'] ** power(),
    },
  });
  return { ...table, rows: table.rows.map(rowOf) };
}

test.each(Array.from({ length: 20 }, (_none, at) => at + 1))(
  'with every ratio stretched at random (seed %d), nobody is accused falsely and half is still said',
  async (seed) => {
    const score = await evaluateScenarios(lines, stretched(seed), speech);
    expect(score.falseAccusations).toEqual([]);
    expect(score.acceptable / score.spoken).toBeGreaterThanOrEqual(0.95);
    expect(score.spoken).toBeGreaterThanOrEqual(17);
    expect(score.brier).toBeLessThan(0.32);
  },
);

test.each([0.5, 0.6, 0.8, 1])('with a shrink of %d, nothing wrong is said', async (shrink) => {
  const score = await evaluateScenarios(lines, { ...table, shrink }, speech);
  expect(score.wrong).toEqual([]);
});
