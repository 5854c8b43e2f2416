import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Clock, Prober } from '../../app/ports.ts';
import type { VantageId } from '../../core/units.ts';
import { createBatchProber } from '../local/batch-prober.ts';
import { invokeProbes } from './invoke-probes.ts';

/** The function that probes for one vantage. */
export interface ProbeFunction {
  /** In the vantage's own Region. */
  readonly client: LambdaClient;
  readonly functionName: string;
}

export interface LambdaProberOptions {
  readonly functions: ReadonlyMap<VantageId, ProbeFunction>;
  readonly clock: Pick<Clock, 'now'>;
  /**
   * How long one call may take beyond the longest of its probes: the way there and back, and a
   * cold start. In real milliseconds. @default 4,000, chosen
   */
  readonly marginMs?: number;
}

/**
 * Probes of one call: they leave side by side from one small machine; `lambdas/probe` refuses more
 * than 250. Bytes: well under the 6 MB that a synchronous call may carry. Both chosen.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const LIMITS = { probesMax: 200, bytesMax: 4_000_000 };

/** Probes by the functions of each vantage's Region; silent where there is none. */
export const createLambdaProber = ({ functions, clock, marginMs }: LambdaProberOptions): Prober =>
  createBatchProber({
    clock,
    limits: LIMITS,
    ask: async (requests) => {
      const called = requests[0] && functions.get(requests[0].vantage);
      return called === undefined
        ? { kind: 'silent', why: 'no function is known for this vantage' }
        : invokeProbes(called, requests, marginMs);
    },
  });
