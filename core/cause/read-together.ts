import type { LikelihoodRow } from './likelihood-table.ts';
import type { Reading } from './readings.ts';

/**
 * A row that is read only where others are: waiting that grows *and* traffic that does not. It says
 * what they say, in their own words; it rests on all their families, so it is as many kinds of
 * evidence.
 *
 * @param alone the readings of single signals, by feature
 * @returns null while one of them is not there, and for a row that is read by itself
 */
export function readTogether(
  row: LikelihoodRow,
  alone: ReadonlyMap<string, Reading>,
): Reading | null {
  if (row.when === undefined) return null;
  const parts = row.when.flatMap((any) =>
    any.flatMap((feature) => alone.get(feature) ?? []).slice(0, 1),
  );
  const [first] = parts;
  if (first === undefined || parts.length < row.when.length) return null;
  const signals = parts.map(({ signal }) => signal);
  return {
    row,
    signal: {
      feature: row.feature,
      at: signals.reduce((latest, { at }) => (at > latest ? at : latest), first.signal.at),
      provenance: signals.every(({ provenance }) => provenance === 'measured')
        ? 'measured'
        : 'declared',
      source: 'together',
      statement: signals.map(({ statement }) => statement).join(' '),
    },
    drawnFrom: [...new Set(parts.map((part) => part.row.family))],
  };
}
