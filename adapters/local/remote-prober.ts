import type { Clock, Prober } from '../../app/ports.ts';
import { epochMs, type VantageId } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import { createBatchProber, type ProbesAnswer } from './batch-prober.ts';
import { parseObservations } from './parse-observations.ts';
import { type AgentAnswer, askAgent, type VantageAgent } from './remote-prober-ask.ts';
import { VANTAGE_BODY_MAX_BYTES } from './remote-prober-signature.ts';

export interface RemoteProberOptions {
  readonly agents: ReadonlyMap<VantageId, VantageAgent>;
  /** Who looks for every other vantage. */
  readonly others: Prober;
  readonly clock: Pick<Clock, 'now'>;
  /** How long an agent may take beyond the longest of its probes. @default 2,000, chosen */
  readonly marginMs?: number;
}

/** As an agent reads them; some bytes are left for what stands around the list. */
const LIMITS = { probesMax: 200, bytesMax: VANTAGE_BODY_MAX_BYTES - 1_024 };

/**
 * Probes by the agents of those vantages that have one, a round of one vantage as one request.
 *
 * An agent that is away, late, wrongly signed, or answers of other platforms gives observations of
 * the stage `vantage`, which have no vote (P7).
 */
export function createRemoteProber(options: RemoteProberOptions): Prober {
  const { agents, others, clock, marginMs } = options;
  const remote = createBatchProber({
    clock,
    limits: LIMITS,
    ask: async (requests): Promise<ProbesAnswer> => {
      const agent = requests[0] && agents.get(requests[0].vantage);
      if (agent === undefined) return { kind: 'silent', why: 'this vantage has no agent' };
      const said = await askAgent(agent, requests, clock, marginMs);
      if (said.kind === 'silent') return said;
      try {
        const seen = parseObservations({ observations: said.answer.observations }, requests);
        return {
          kind: 'answered',
          observations: seen.map((one) => one && inHomeTime(one, said.answer)),
        };
      } catch (error) {
        return { kind: 'silent', why: String(error) };
      }
    },
  });
  return {
    probe: (request) => (agents.has(request.vantage) ? remote : others).probe(request),
  };
}

/**
 * An observation of an agent, at the instant that the home's clock showed.
 *
 * Evidence of one incident must stand on one clock, and an agent's may be wrong. So only the time
 * that passed between the request's arrival there and the probe is the agent's word; the rest is
 * the home's. Whatever the agent says, the instant is between sending and arrival.
 */
function inHomeTime(
  seen: Observation,
  { receivedAt, sentAt, arrivedAt }: AgentAnswer,
): Observation {
  const after = Math.max(0, seen.at - receivedAt);
  return { ...seen, at: epochMs(Math.min(arrivedAt, sentAt + after)) };
}
