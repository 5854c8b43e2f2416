import type { Figure } from './figure.ts';

/** One bench: what it is called, how it measures, and what came of it. */
export interface Bench {
  readonly name: string;
  /** How the figures are taken and what the peers are, for the page that people read. */
  readonly method: string;
  /** What was tried where a figure misses its target, by the figure's name. */
  readonly tried?: { readonly [figure: string]: string };
  run(say: (progress: string) => void): Promise<readonly Figure[]>;
}

/** What `npm run bench -- NAME --json` prints. */
export interface BenchResult {
  readonly name: string;
  readonly machine: Machine;
  readonly figures: readonly Figure[];
}

/** Enough to compare two runs, and nothing that tells whose machine it was. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMB: number;
  readonly node: string;
  readonly os: string;
}
