/** One change of one place of a file, which some test ought to notice. */
export interface Mutant {
  readonly id: string;
  /** From the root of the project. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** The kind of change, by the name that StrykerJS gives it. */
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
}
