import type { Mutant } from './mutant.ts';
import type { Outcome } from './outcome.ts';

/** A mutant that no test noticed. */
export interface Survivor extends Omit<Mutant, 'id'> {
  readonly outcome: Extract<Outcome, 'survived' | 'uncovered'>;
  /** Why no test can or need notice it, in the words of whoever looked. */
  readonly why?: string;
}

export type Counts = Readonly<Record<Outcome, number>>;

/** What `docs/mutation/` keeps of one directory of `core/`. */
export interface MutationResult {
  readonly directory: string;
  /** The day on which it was run, YYYY-MM-DD. */
  readonly day: string;
  readonly seconds: number;
  readonly counts: Counts;
  /** Files of which some mutant was not tried before time was up: nothing is counted of them. */
  readonly notRun?: readonly string[];
  /** By the file's path from the root. */
  readonly files: Readonly<Record<string, Counts>>;
  readonly survivors: readonly Survivor[];
}
