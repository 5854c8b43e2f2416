import type { Cause } from './cause.ts';
import type { LikelihoodTable } from './likelihood-table.ts';
import type { Reading } from './readings.ts';

/**
 * What would tell a pair of causes apart and has not been heard yet, in the table's own order.
 * Empty when every family that could is there already.
 */
export function missingEvidence(
  { missing = [] }: LikelihoodTable,
  pair: readonly Cause[],
  readings: readonly Reading[],
): readonly string[] {
  const heard = new Set(readings.map(({ row }) => row.family));
  return missing
    .filter(({ between }) => pair.length === 2 && between.every((cause) => pair.includes(cause)))
    .filter(({ family }) => !heard.has(family))
    .map(({ say }) => say);
}
