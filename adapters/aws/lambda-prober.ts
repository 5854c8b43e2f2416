import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { Clock, Prober, ProbeRequest } from '../../app/ports.ts';
import type { VantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { invokeProbes } from './invoke-probes.ts';
import { inInvocations } from './probe-invocations.ts';

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

interface Waiting {
  readonly request: ProbeRequest;
  readonly settle: (seen: Observation) => void;
}

/**
 * Probes by the functions of each vantage's Region.
 *
 * The probes of one vantage that are asked for in the same turn of the event loop go as one call.
 * A vantage whose function cannot be asked, or whose answer cannot be read, gives failed
 * observations of the stage `vantage`, of its controls too: it saw nothing (P7). Never throws.
 */
export function createLambdaProber(options: LambdaProberOptions): Prober {
  const waiting = new Map<VantageId, Waiting[]>();
  const leave = (vantage: VantageId): void => {
    const all = waiting.get(vantage) ?? [];
    waiting.delete(vantage);
    for (const part of inInvocations(all, ({ request }) => request)) void settlePart(options, part);
  };
  return {
    probe: (request) =>
      new Promise((settle) => {
        const others = waiting.get(request.vantage);
        if (others !== undefined) others.push({ request, settle });
        else {
          waiting.set(request.vantage, [{ request, settle }]);
          setImmediate(() => leave(request.vantage));
        }
      }),
  };
}

async function settlePart(options: LambdaProberOptions, part: readonly Waiting[]): Promise<void> {
  const requests = part.map(({ request }) => request);
  const called = options.functions.get(requests[0]?.vantage as VantageId);
  const started = performance.now();
  const at = options.clock.now();
  const answer =
    called === undefined
      ? { kind: 'silent' as const, why: 'no function is known for this vantage' }
      : await invokeProbes(called, requests, options.marginMs);
  const totalMs = Math.round(performance.now() - started);
  for (const [index, { request, settle }] of part.entries()) {
    const why = answer.kind === 'silent' ? answer.why : 'the answer lacks this probe';
    const seen = answer.kind === 'answered' ? answer.observations[index] : undefined;
    const { platform, vantage, target } = request;
    settle(
      seen ?? {
        platform,
        vantage,
        target,
        at,
        totalMs,
        timesMs: {},
        failure: { stage: 'vantage', kind: 'vantage-silent', detail: why.slice(0, 200) },
      },
    );
  }
}
