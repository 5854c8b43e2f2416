import { readTraffic } from '../../../core/cause/traffic-reading.ts';
import { requestsPerAddress } from './address-sample.ts';
import { countDistinct } from './cardinality.ts';
import { compareTallies, type Measured, quantile } from './compare-tallies.ts';
import { topItems } from './frequent-items.ts';
import type { PhaseSummary } from './logs-summary.ts';
import { type PhaseTally, requestsOf } from './phase-tally.ts';
import { printableText } from './printable-text.ts';
import { rampOf } from './ramp.ts';
import type { NamedPhase } from './read-phases.ts';
import { share, sharesOf, union } from './shares-of.ts';
import type { TimeSlices } from './time-slices.ts';

/** A phase with what was counted in it. */
export interface CountedPhase extends Omit<NamedPhase, 'name'> {
  readonly name: string | null;
  readonly tally: PhaseTally;
}

const STATUS_CLASSES = ['none', '1xx', '2xx', '3xx', '4xx', '5xx'];

export const minutesOf = ({ fromSec, toSec }: Pick<NamedPhase, 'fromSec' | 'toSec'>): number =>
  (toSec - fromSec) / 60;

export const isoOf = (sec: number): string => new Date(sec * 1_000).toISOString();

/** Say of one phase what there is to say. @param baseline null when there is none */
export function summarisePhase(
  phase: CountedPhase,
  baseline: Measured | null,
  series: TimeSlices,
): PhaseSummary {
  const { name, fromSec, toSec, tally } = phase;
  const minutes = minutesOf(phase);
  const comparison = baseline === null ? null : compareTallies({ tally, minutes }, baseline);
  const { reading, because } =
    comparison === null ? { reading: null, because: [] } : readTraffic(comparison);
  const requests = requestsOf(tally);
  const perAddress = requestsPerAddress(tally.sample);
  const [agent] = topItems(tally.topAgents, 1);
  const distinctAgents = union(tally.sides[0].agents, tally.sides[1].agents);
  // An estimate may be above what there can be.
  const distinct = (registers: Parameters<typeof countDistinct>[0]): number =>
    Math.min(requests, Math.round(countDistinct(registers)));
  return {
    name,
    from: isoOf(fromSec),
    to: isoOf(toSec),
    seconds: toSec - fromSec,
    reading,
    because,
    requests,
    requestsPerMin: requests / minutes,
    ramp: rampOf(series, phase, comparison?.baselinePerMin ?? requests / minutes),
    addresses: distinct(union(tally.sides[0].addresses, tally.sides[1].addresses)),
    networks: distinct(tally.networks),
    requestsPerAddress: {
      p50: quantile(perAddress, 0.5),
      p99: quantile(perAddress, 0.99),
      sampled: perAddress.length,
    },
    statuses: statusesOf(tally),
    agents: {
      distinct: distinct(distinctAgents),
      top: printableText(agent?.text ?? ''),
      topShare: share(agent?.count ?? 0, requests),
      automatedShare: sharesOf(tally).automated,
    },
    bytes: tally.bytes,
    comparison,
  };
}

function statusesOf({ statuses }: PhaseTally): PhaseSummary['statuses'] {
  const counted = STATUS_CLASSES.map((name, hundred) => {
    const of = statuses.subarray(hundred * 100, (hundred + 1) * 100);
    return [name, of.reduce((sum, count) => sum + count, 0)] as const;
  });
  return Object.fromEntries(counted.filter(([, count]) => count > 0));
}
