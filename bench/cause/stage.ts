import type { OutcomePart } from '../bench.ts';
import type { Leftovers } from '../shelter/leftovers.ts';
import type { Plan } from './plan.ts';

/** What a part of the bench runs with. */
export interface Stage {
  readonly plan: Plan;
  /** Its own, empty, and removed after it. */
  readonly folder: string;
  readonly leftovers: Leftovers;
  readonly say: (progress: string) => void;
}

export type PhaseRun = (stage: Stage) => Promise<Omit<OutcomePart, 'name'>>;
