import { compare } from './evidence.ts';
import type { LikelihoodRow, LikelihoodTable } from './likelihood-table.ts';
import { readTogether } from './read-together.ts';
import type { Signal } from './signal.ts';

/** A signal with the row of the table that weighs it. */
export interface Reading {
  readonly signal: Signal;
  readonly row: LikelihoodRow;
  /** The families of the signals that it is read from together; absent for one signal. */
  readonly drawnFrom?: readonly string[];
}

/**
 * The signals that count, one per feature.
 *
 * A signal without a row weighs nothing; one that a person claimed is not a measurement. A later
 * reading of a family by the same source replaces that source's earlier ones, so that a log read
 * again at half past eight takes back what it said at eight.
 *
 * A row that is read only where others are says what these say together.
 *
 * @returns in the table's order of rows, whatever the order of the signals
 */
export function readingsOf(signals: readonly Signal[], table: LikelihoodTable): readonly Reading[] {
  const weighed = signals.filter(({ provenance }) => provenance !== 'claimed');
  const latest = latestBySource(weighed, table);
  const alone = new Map<string, Reading>();
  for (const row of table.rows) {
    const [signal] = latest.filter(({ feature }) => feature === row.feature).toSorted(freshest);
    if (signal !== undefined && row.when === undefined) alone.set(row.feature, { signal, row });
  }
  return table.rows.flatMap((row) => alone.get(row.feature) ?? readTogether(row, alone) ?? []);
}

function latestBySource(signals: readonly Signal[], table: LikelihoodTable): readonly Signal[] {
  const familyOf = new Map(table.rows.map(({ feature, family }) => [feature, family]));
  const keyOf = ({ feature, source }: Signal) => `${familyOf.get(feature)}|${source}`;
  const last = new Map<string, number>();
  for (const signal of signals)
    last.set(keyOf(signal), Math.max(signal.at, last.get(keyOf(signal)) ?? signal.at));
  return signals.filter((signal) => signal.at === last.get(keyOf(signal)));
}

const freshest = (a: Signal, b: Signal): number =>
  b.at - a.at ||
  compare(a.source, b.source) ||
  compare(a.statement, b.statement) ||
  compare(a.provenance, b.provenance);
