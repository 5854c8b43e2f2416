import type { Mutant } from './mutant.ts';

/** What the worker is given, as a JSON file whose path `PREAU_MUTATION_JOB` holds. */
export interface MutationJob {
  readonly root: string;
  readonly mutants: readonly Mutant[];
  /** Each file with all of its mutants in it, by its path from the root. */
  readonly sources: Readonly<Record<string, string>>;
  /** Test files by the mutated file that they reach, those that are nearest first. */
  readonly testsOf: Readonly<Record<string, readonly string[]>>;
  /** Where the worker writes its words, one JSON document a line. */
  readonly words: string;
  /** Where the worker tells how much time it has spent, in milliseconds. */
  readonly spent: string;
  /** What the first worker measured, for those that come after it. */
  readonly measured: string;
}
