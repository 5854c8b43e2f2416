import type { Finding } from './finding.ts';

/** The promises by their numbers in the design. */
export type PromiseId = 'P1' | 'P2' | 'P3' | 'P4' | 'P5' | 'P6' | 'P7' | 'P8' | 'P9' | 'P10';

/** Whether a promise was kept in what was looked at, and what shows it. */
export interface PromiseCheck {
  readonly id: PromiseId;
  readonly held: boolean;
  /** Not held, and not broken either: what was looked at was still under way. */
  readonly undecided?: true;
  /** What was counted when held, what broke it otherwise: at least one sentence. */
  readonly said: readonly Finding[];
}
