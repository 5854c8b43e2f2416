import type { Observation } from '../watch/observation.ts';

/** What of an observation the signals are read from. */
export type ProbeFact = Pick<
  Observation,
  'at' | 'vantage' | 'target' | 'by' | 'failure' | 'totalMs' | 'status' | 'names'
>;

/**
 * Observations as lines of JSON, one each: the raw form of the signals that are read from them. The
 * whole records are in the store of observations.
 */
export const probeLines = (observations: readonly ProbeFact[]): string =>
  observations
    .map(({ at, vantage, target, by, failure, totalMs, status, names }) =>
      JSON.stringify({ at, vantage, target, by, failure, totalMs, status, names }),
    )
    .map((line) => `${line}\n`)
    .join('');
