import type { ProbeRequest, Prober } from '../../app/ports.ts';
import { epochMs } from '../../core/units.ts';
import type { Observation } from '../../core/watch/observation.ts';
import type { AllowList } from './allow-list.ts';
import type { TargetRates } from './target-rates.ts';

export interface ProbeMaker {
  /** One for each request, in their order. What may not be probed is answered as not made. */
  make(requests: readonly ProbeRequest[]): Promise<readonly Observation[]>;
}

export interface ProbeMakerOptions {
  readonly prober: Prober;
  readonly allow: AllowList;
  readonly rates: TargetRates;
  readonly now: () => number;
  /** Real milliseconds that only go forward. */
  readonly monotonicMs: () => number;
}

/** Probes at once, over all requests: one round of 500 platforms is 200 and 200 and 100. Chosen. */
const AT_ONCE_MAX = 500;
/** Longest probe that is made, whatever budget it has. Chosen: a home gives 8 s. */
const BUDGET_MAX_MS = 20_000;

/** The probes of an agent, within what it allows. */
export function createProbeMaker(options: ProbeMakerOptions): ProbeMaker {
  const { prober, allow, rates, now, monotonicMs } = options;
  let running = 0;
  const refusalOf = (request: ProbeRequest): string | null => {
    if (!allow.allows(request))
      return `not allowed here: ${request.resolve}:${request.port} as ${request.serverName}`;
    if (running >= AT_ONCE_MAX) return `${AT_ONCE_MAX} probes are under way already`;
    const target = `${request.resolve.toLowerCase()}:${request.port}`;
    const page = `${request.serverName.toLowerCase()}${request.path}`;
    if (rates.takes(target, page, monotonicMs())) return null;
    return `too many probes of ${target} for ${page}`;
  };
  const makeOne = async (request: ProbeRequest): Promise<Observation> => {
    const refusal = refusalOf(request);
    if (refusal !== null) return notMade(request, now(), refusal);
    running += 1;
    try {
      const budgetMs = Math.min(request.budgetMs, BUDGET_MAX_MS);
      return await prober.probe({ ...request, budgetMs });
    } catch (error) {
      // One probe is lost, and neither its batch nor the agent.
      return notMade(request, now(), `a fault of the agent: ${String(error)}`);
    } finally {
      running -= 1;
    }
  };
  return { make: (requests) => Promise.all(requests.map(makeOne)) };
}

function notMade(
  { platform, vantage, target }: ProbeRequest,
  at: number,
  detail: string,
): Observation {
  const failure = {
    stage: 'vantage',
    kind: 'vantage-silent',
    detail: detail.slice(0, 200),
  } as const;
  return { platform, vantage, target, at: epochMs(at), failure, timesMs: {}, totalMs: 0 };
}
