import type { Figure } from './figure.ts';
import type { PeerName } from './versions-of.ts';

/** One bench: what it is called, how it measures, and what came of it. */
export interface Bench {
  readonly name: string;
  /** How the figures are taken and what the peers are, for the page that people read. */
  readonly method: string;
  /** What was tried where a figure misses its target, by the figure's name. */
  readonly tried?: { readonly [figure: string]: string };
  /** Programs and packages that it measures itself against, for {@link versionsOf}. @default none */
  readonly peers?: readonly PeerName[];
  /** Takes the better part of an hour: measured by its name only. @default false */
  readonly isLong?: boolean;
  run(say: (progress: string) => void): Promise<readonly Figure[] | Outcome>;
}

/** What a bench has to tell beside figures. */
export interface Outcome {
  readonly figures: readonly Figure[];
  readonly tables?: readonly Table[];
  /** Parts that are kept each by itself, with the day of its own last run. */
  readonly parts?: readonly OutcomePart[];
  /** A part of the bench, or a shorter one: to be looked at and not to be kept. @default false */
  readonly isTrial?: boolean;
  /** A part failed: the rest is shown and not kept, and the run ends with 1. @default false */
  readonly hasFailed?: boolean;
}

/** What one part of a bench measured. */
export interface OutcomePart {
  readonly name: string;
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
}

/** A table of its own, where one figure a line does not say enough. */
export interface Table {
  readonly title: string;
  readonly headings: readonly string[];
  /** As long as `headings`, each. */
  readonly rows: readonly (readonly string[])[];
}

/** What `npm run bench -- NAME --json` prints, and what docs/benchmarks/NAME.json keeps. */
export interface BenchResult {
  readonly name: string;
  /** ISO 8601: the day, UTC. */
  readonly day: string;
  readonly machine: Machine;
  /** Of this project, `+` after it where files were changed; unknown before it was kept. */
  readonly commit?: string | undefined;
  /** Of each peer that was found on the machine. */
  readonly versions?: Readonly<Record<string, string>> | undefined;
  readonly figures: readonly Figure[];
  readonly tables: readonly Table[];
  /** Of a bench that has parts: the last result of each, in the order in which they run. */
  readonly parts?: readonly BenchPart[] | undefined;
}

/** One part of a bench with its own day and machine. */
export interface BenchPart
  extends OutcomePart,
    Pick<BenchResult, 'day' | 'machine' | 'commit' | 'versions'> {}

/** Enough to compare two runs, and nothing that tells whose machine it was. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryMB: number;
  readonly node: string;
  readonly os: string;
}
