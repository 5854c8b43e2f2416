import type { AnswerRates } from './answer-rate.ts';
import type { CrowdRun } from './crowd-runs.ts';
import type { FaultRun } from './fault-runs.ts';
import type { LongRun } from './long-watch.ts';
import type { StepRate } from './step-rate.ts';
import type { System } from './system.ts';

/** A system of this run, and what is installed of it; null = nothing. */
export interface Entrant {
  readonly system: Pick<System, 'name' | 'settings'>;
  readonly version: string | null;
}

/** All that one run of the bench measured. A phase that did not run left nothing. */
export interface Measured {
  readonly entrants: Entrant[];
  readonly faults: Map<string, readonly FaultRun[]>;
  readonly long: LongRun[];
  /** For each brown-out, when Préau said that it was one; null = it did not. */
  noticedAfterMs: readonly (number | null)[];
  readonly crowd: Map<string, CrowdRun>;
  readonly answers: Map<string, AnswerRates>;
  turnAllMs: readonly number[];
  step: { readonly rounds: StepRate; readonly withTicks: StepRate } | null;
}

export const nothingMeasured = (): Measured => ({
  entrants: [],
  faults: new Map(),
  long: [],
  noticedAfterMs: [],
  crowd: new Map(),
  answers: new Map(),
  turnAllMs: [],
  step: null,
});
