import type { Contrast, Pair } from '../../../core/cause/traffic-comparison.ts';
import { countDistinct } from './cardinality.ts';
import { type PhaseTally, requestsOf, type SideTally } from './phase-tally.ts';
import { share, union } from './shares-of.ts';

/** Fewer on either side tell nothing of how they differ; chosen. */
const REQUESTS_MIN = 200;
/** Visits come in bursts, so that chance does more than the formula says; chosen. */
const CHANCE_FACTOR = 2;

/** All of a window against all of its baseline. */
export const contrastWhole = (now: PhaseTally, calm: PhaseTally): Contrast =>
  contrast({ side: wholeOf(now), tally: now }, { side: wholeOf(calm), tally: calm });

/**
 * A window's strangers against its regulars, or against the baseline's where a flood has left hardly
 * any regular.
 */
export function contrastStrangers(now: PhaseTally, calm: PhaseTally): Contrast | null {
  const [regulars, strangers] = now.sides;
  if (strangers.requests < REQUESTS_MIN) return null;
  const others =
    regulars.requests >= REQUESTS_MIN
      ? { side: regulars, tally: now }
      : { side: wholeOf(calm), tally: calm };
  return others.side.requests < REQUESTS_MIN
    ? null
    : contrast({ side: strangers, tally: now }, others);
}

interface Part {
  readonly side: SideTally;
  readonly tally: PhaseTally;
}

function contrast(theirs: Part, others: Part): Contrast {
  const pair = (count: (side: SideTally) => number): Pair => [
    share(count(theirs.side), theirs.side.requests),
    share(count(others.side), others.side.requests),
  ];
  const sizes = [theirs.side.requests, others.side.requests] as const;
  const free = [freeChoices(theirs.side), freeChoices(others.side)] as const;
  const chance = (one: Uint32Array, other: Uint32Array) =>
    CHANCE_FACTOR * chanceDistance(one, other, sizes, free);
  return {
    requests: theirs.side.requests,
    referers: logsReferers(theirs) && logsReferers(others) ? pair((side) => side.referers) : null,
    assets: pair((side) => side.assets),
    uniqueQueries: pair((side) => countDistinct(side.queriedTargets)),
    agents: pair((side) => countDistinct(side.agents)),
    automated: pair((side) => side.automated),
    crawlers: pair((side) => side.crawlers),
    paths: pair((side) => countDistinct(side.paths)),
    topPath: topPathPair(theirs.side, others.side),
    pathDistance: distance(theirs.side.pathMix, others.side.pathMix, ...sizes),
    agentDistance: distance(theirs.side.agentMix, others.side.agentMix, ...sizes),
    chanceDistance: Math.max(
      chance(theirs.side.pathMix, others.side.pathMix),
      chance(theirs.side.agentMix, others.side.agentMix),
    ),
  };
}

const logsReferers = ({ tally }: Part): boolean => tally.refererLogged > requestsOf(tally) / 2;

/** What their busiest path has of theirs, and what it has of the others': rare ones share its part. */
function topPathPair(theirs: SideTally, others: SideTally): Pair {
  const busiest = theirs.pathMix.indexOf(Math.max(...theirs.pathMix));
  return [
    share(theirs.pathMix[busiest] ?? 0, theirs.requests),
    share(others.pathMix[busiest] ?? 0, others.requests),
  ];
}

/** Total variation: half of what the shares differ by in all. */
function distance(one: Uint32Array, other: Uint32Array, ofOne: number, ofOther: number): number {
  let sum = 0;
  for (const [at, count] of one.entries())
    sum += Math.abs(share(count, ofOne) - share(other[at] ?? 0, ofOther));
  return sum / 2;
}

/**
 * What it comes to by chance, where both are samples of one mix: the mean of each part's normal error.
 *
 * @param of how many requests each mix is of
 * @param free how many of them were free choices
 */
function chanceDistance(
  one: Uint32Array,
  other: Uint32Array,
  of: readonly [number, number],
  free: readonly [number, number],
): number {
  let sum = 0;
  for (const [at, count] of one.entries()) {
    const pooled = (share(count, of[0]) + share(other[at] ?? 0, of[1])) / 2;
    const variance = pooled * (1 - pooled) * (1 / Math.max(1, free[0]) + 1 / Math.max(1, free[1]));
    sum += Math.sqrt((2 / Math.PI) * variance);
  }
  return sum / 2;
}

/**
 * How much a side's mixes are worth as samples: who asks twice has the same browser, and half a mind to
 * the same page. The mean of requests and addresses, by their logarithms; chosen.
 */
const freeChoices = ({ requests, addresses }: SideTally): number =>
  Math.sqrt(requests * Math.min(requests, countDistinct(addresses)));

/** Both sides of a phase as one. */
function wholeOf({ sides: [one, other] }: PhaseTally): SideTally {
  const added = (a: Uint32Array, b: Uint32Array) => a.map((count, at) => count + (b[at] ?? 0));
  return {
    requests: one.requests + other.requests,
    queries: one.queries + other.queries,
    referers: one.referers + other.referers,
    assets: one.assets + other.assets,
    automated: one.automated + other.automated,
    crawlers: one.crawlers + other.crawlers,
    pathMix: added(one.pathMix, other.pathMix),
    agentMix: added(one.agentMix, other.agentMix),
    addresses: union(one.addresses, other.addresses),
    queriedTargets: union(one.queriedTargets, other.queriedTargets),
    paths: union(one.paths, other.paths),
    agents: union(one.agents, other.agents),
  };
}
