import type { ProbeErrorKind } from '../watch/observation.ts';
import type { ProbeFact } from './probe-lines.ts';

/** What a fall is made of, seen from all vantages. */
export interface FailureMix {
  readonly failures: number;
  readonly vantages: number;
  /** How many failures are of these kinds, as a part of all, and at how many vantages. */
  of(...kinds: readonly ProbeErrorKind[]): {
    readonly count: number;
    readonly share: number;
    readonly vantages: number;
  };
}

/** @param during one origin's observations since its fall */
export function failureMix(during: readonly ProbeFact[]): FailureMix {
  const failed = during.filter(({ failure }) => failure !== null);
  return {
    failures: failed.length,
    vantages: new Set(during.map(({ vantage }) => vantage)).size,
    of: (...kinds) => {
      const these = failed.filter(({ failure }) => failure && kinds.includes(failure.kind));
      return {
        count: these.length,
        share: failed.length === 0 ? 0 : these.length / failed.length,
        vantages: new Set(these.map(({ vantage }) => vantage)).size,
      };
    },
  };
}
