import type { Cause } from './cause.ts';
import type { LikelihoodTable, MissingEvidence } from './likelihood-table.ts';
import type { Reading } from './readings.ts';

/**
 * What would tell a pair of causes apart and has not been heard yet, in the table's own order.
 * Empty when everything that could is there already.
 */
export function missingEvidence(
  { missing = [] }: LikelihoodTable,
  pair: readonly Cause[],
  readings: readonly Reading[],
): readonly string[] {
  const isHeard = ({ family, answeredBy }: MissingEvidence): boolean =>
    readings.some(
      ({ row }) => row.family === family && (answeredBy?.includes(row.feature) ?? true),
    );
  return missing
    .filter(({ between }) => pair.length === 2 && between.every((cause) => pair.includes(cause)))
    .filter((one) => !isHeard(one))
    .map(({ say }) => say);
}
