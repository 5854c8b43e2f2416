import type { Clock, ProbeRequest, Prober } from '../../app/ports.ts';
import type { VantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { inParts, type PartLimits } from './probe-parts.ts';

/** What came of one call: an observation per request, in order, or none at all. */
export type ProbesAnswer =
  | { readonly kind: 'answered'; readonly observations: readonly (Observation | undefined)[] }
  | { readonly kind: 'silent'; readonly why: string };

export interface BatchProberOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** One call, for probes of one vantage. Never rejects. */
  readonly ask: (requests: readonly ProbeRequest[]) => Promise<ProbesAnswer>;
  readonly limits: PartLimits;
}

interface Waiting {
  readonly request: ProbeRequest;
  readonly settle: (seen: Observation) => void;
}

/**
 * Probes through somebody else: a vantage's function or agent.
 *
 * The probes of one vantage that are asked for in the same turn of the event loop go as one call.
 * A vantage that cannot be asked, or whose answer cannot be read, gives failed observations of the
 * stage `vantage`, of its controls too: it saw nothing (P7). Never throws.
 */
export function createBatchProber(options: BatchProberOptions): Prober {
  const waiting = new Map<VantageId, Waiting[]>();
  const leave = (vantage: VantageId): void => {
    const all = waiting.get(vantage) ?? [];
    waiting.delete(vantage);
    for (const part of inParts(all, ({ request }) => request, options.limits))
      void settlePart(options, part);
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

async function settlePart(
  { clock, ask }: BatchProberOptions,
  part: readonly Waiting[],
): Promise<void> {
  const started = performance.now();
  const at = clock.now();
  const answer = await ask(part.map(({ request }) => request));
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
