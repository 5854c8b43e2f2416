import type { TrafficComparison } from '../../core/cause/traffic-comparison.ts';
import type { Tally } from './traffic-tally.ts';

/** Less than this part of the calm rate is silence: monitors and robots go on. Chosen. */
const SILENT_BELOW = 0.02;
/** The path mix is compared over the most asked paths of both sides, the others as one. Chosen. */
const PATHS_COMPARED = 50;
/** Half a request for what was never seen (Krichevsky and Trofimov 1981). */
const SMOOTHING = 0.5;

export interface Measured {
  readonly tally: Tally;
  readonly minutes: number;
}

/** Set a window of traffic against its baseline. Nothing that goes out can tell who came. */
export function compareTraffic(window: Measured, baseline: Measured): TrafficComparison {
  const { tally: now } = window;
  const { tally: calm } = baseline;
  const requestsPerMin = now.requests / window.minutes;
  const baselinePerMin = calm.requests / baseline.minutes;
  const [topPath, topCount] = top(now.paths, 1)[0] ?? ['', 0];
  const part = (count: number, of = now.requests) => (of === 0 ? 0 : count / of);
  return {
    requests: now.requests,
    requestsPerMin,
    baselinePerMin,
    amplification: baselinePerMin === 0 ? 0 : requestsPerMin / baselinePerMin,
    knownNetworkShare: part(now.known),
    topPath,
    topPathShare: part(topCount),
    baselineTopPathShare: part(calm.paths.get(topPath) ?? 0, calm.requests),
    uniqueQueryShare: part(now.newQueries),
    refererShare: part(now.referers),
    baselineRefererShare: part(calm.referers, calm.requests),
    assetShare: part(now.assets),
    baselineAssetShare: part(calm.assets, calm.requests),
    pathDivergenceBits: divergence(now, calm),
    requestsPerAddressP99: quantile(now.perAddress, 0.99),
    serverErrorShare: part(now.serverErrors),
    silent: requestsPerMin < SILENT_BELOW * baselinePerMin,
  };
}

const top = (paths: ReadonlyMap<string, number>, count: number) =>
  [...paths].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, count);

function divergence(now: Tally, calm: Tally): number {
  if (now.requests === 0) return 0;
  const names = new Set(
    [...top(now.paths, PATHS_COMPARED), ...top(calm.paths, PATHS_COMPARED)].map(([path]) => path),
  );
  const mixOf = ({ paths, requests }: Tally) => {
    const counts = [...names].map((path) => paths.get(path) ?? 0);
    const others = Math.max(0, requests - counts.reduce((a, b) => a + b, 0));
    return [...counts, others];
  };
  const before = mixOf(calm).map((count) => count + SMOOTHING);
  const whole = before.reduce((a, b) => a + b, 0);
  return mixOf(now).reduce((bits, count, index) => {
    const share = count / now.requests;
    return share === 0 ? bits : bits + share * Math.log2((share * whole) / (before[index] ?? 1));
  }, 0);
}

const quantile = (rising: readonly number[], part: number): number =>
  rising[Math.min(rising.length - 1, Math.floor(rising.length * part))] ?? 0;
