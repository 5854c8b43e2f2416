import type { TrafficComparison } from '../../../core/cause/traffic-comparison.ts';
import { againstOwnPast, requestsPerAddress } from './address-sample.ts';
import { contrastStrangers, contrastWhole } from './contrast.ts';
import { itemCount, topItems } from './frequent-items.ts';
import { pathDivergence } from './path-divergence.ts';
import { type PhaseTally, requestsOf } from './phase-tally.ts';
import { printableText } from './printable-text.ts';
import { sharesOf } from './shares-of.ts';

/** Less than this part of the calm rate is silence: monitors and robots go on. Chosen. */
const SILENT_BELOW = 0.02;
/** Fewer addresses with a past tell nothing of their 99th of a hundred; chosen. */
const PASTS_MIN = 30;

export interface Measured {
  readonly tally: PhaseTally;
  readonly minutes: number;
}

/** Set a window of traffic against its baseline. Nothing that goes out can tell who came. */
export function compareTallies(window: Measured, baseline: Measured): TrafficComparison {
  const [now, calm] = [sharesOf(window.tally), sharesOf(baseline.tally)];
  const requests = requestsOf(window.tally);
  const requestsPerMin = requests / window.minutes;
  const baselinePerMin = requestsOf(baseline.tally) / baseline.minutes;
  const [top] = topItems(window.tally.paths, 1);
  const perAddress = requestsPerAddress(window.tally.sample);
  const [busiest] = topItems(window.tally.topAddresses, 1);
  const calmRequests = requestsOf(baseline.tally);
  return {
    requests,
    requestsPerMin,
    baselinePerMin,
    amplification: baselinePerMin === 0 ? 0 : requestsPerMin / baselinePerMin,
    knownNetworkShare: part(window.tally.sides[0].requests, requests),
    topPath: printableText(top?.text ?? ''),
    topPathShare: part(top?.count ?? 0, requests),
    baselineTopPathShare: part(itemCount(baseline.tally.paths, top?.key ?? 0), calmRequests),
    uniqueQueryShare: now.uniqueQueries,
    refererShare: now.referers,
    pathDivergenceBits: pathDivergence(window.tally, baseline.tally),
    requestsPerAddressP99: quantile(perAddress, 0.99),
    serverErrorShare: now.serverErrors,
    silent: requestsPerMin < SILENT_BELOW * baselinePerMin,
    baselineRefererShare: calm.referers,
    assetShare: now.assets,
    baselineAssetShare: calm.assets,
    composition: {
      baselineServerErrorShare: calm.serverErrors,
      refusedShare: now.refused,
      baselineRefusedShare: calm.refused,
      growthPerAddress: growthPerAddress(window, baseline),
      topAddressShare: part(busiest?.count ?? 0, requests),
      baselineTopAddressShare: part(
        topItems(baseline.tally.topAddresses, 1)[0]?.count ?? 0,
        calmRequests,
      ),
      whole: contrastWhole(window.tally, baseline.tally),
      strangers: contrastStrangers(window.tally, baseline.tally),
    },
  };
}

const part = (count: number, of: number): number => (of === 0 ? 0 : Math.min(1, count / of));

/** One request in the time would be expected of any address that is known at all. */
function growthPerAddress(window: Measured, baseline: Measured) {
  const scale = window.minutes / baseline.minutes;
  const factors = againstOwnPast(window.tally.sample, baseline.tally.sample)
    .map(({ now, past }) => now / Math.max(1, past * scale))
    .toSorted((a, b) => a - b);
  if (factors.length < PASTS_MIN) return null;
  return { p50: quantile(factors, 0.5), p99: quantile(factors, 0.99) };
}

export const quantile = (rising: readonly number[], at: number): number =>
  rising[Math.min(rising.length - 1, Math.floor(rising.length * at))] ?? 0;
