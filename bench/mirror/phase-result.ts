import type { Table } from '../bench.ts';
import type { Figure } from '../figure.ts';

/** What one phase measured. */
export interface PhaseResult {
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
}
