import { type AddressSample, createAddressSample, mergeAddresses } from './address-sample.ts';
import { CARDINALITY_REGISTERS, mergeDistinct } from './cardinality.ts';
import { createFrequentItems, type FrequentItems, mergeItems } from './frequent-items.ts';

/** Those from networks of the baseline, and those from others: they are told apart in every count. */
export const [REGULARS, STRANGERS] = [0, 1];

/** A mix of paths or agents is kept as so many shares, by their hash; chosen. */
export const MIX_SHARES = 128;
/** The last status of HTTP, and one. */
export const STATUSES = 600;
/** Paths and agents are shown cut to this. Chosen. */
const TEXT_BYTES = 96;

/** Counts of one side of a phase. */
export interface SideTally {
  requests: number;
  queries: number;
  referers: number;
  assets: number;
  /** Requests whose agent names itself a robot or a tool; the crawlers among them. */
  automated: number;
  crawlers: number;
  readonly pathMix: Uint32Array;
  readonly agentMix: Uint32Array;
  /** Registers, see `noteDistinct`: addresses, targets with a query, paths, agents. */
  readonly addresses: Uint8Array;
  readonly queriedTargets: Uint8Array;
  readonly paths: Uint8Array;
  readonly agents: Uint8Array;
}

/**
 * Counts of one phase of a log, in 450 kB whatever the phase holds. Plain data, which threads can
 * hand over; no address is in it, only keyed hashes.
 */
export interface PhaseTally {
  readonly sides: readonly [SideTally, SideTally];
  readonly statuses: Uint32Array;
  bytes: number;
  /** Requests whose line tells a referer or that there was none. */
  refererLogged: number;
  firstSec: number;
  lastSec: number;
  readonly networks: Uint8Array;
  readonly paths: FrequentItems;
  readonly topAgents: FrequentItems;
  readonly topAddresses: FrequentItems;
  readonly sample: AddressSample;
}

const registers = (): Uint8Array => new Uint8Array(CARDINALITY_REGISTERS);

const createSide = (): SideTally => ({
  requests: 0,
  queries: 0,
  referers: 0,
  assets: 0,
  automated: 0,
  crawlers: 0,
  pathMix: new Uint32Array(MIX_SHARES),
  agentMix: new Uint32Array(MIX_SHARES),
  addresses: registers(),
  queriedTargets: registers(),
  paths: registers(),
  agents: registers(),
});

export const createPhaseTally = (): PhaseTally => ({
  sides: [createSide(), createSide()],
  statuses: new Uint32Array(STATUSES),
  bytes: 0,
  refererLogged: 0,
  firstSec: Number.POSITIVE_INFINITY,
  lastSec: Number.NEGATIVE_INFINITY,
  networks: registers(),
  // Places: two thirds hold an item, so that counts are right to 2/1365 of the requests at worst.
  paths: createFrequentItems(2_048, TEXT_BYTES),
  topAgents: createFrequentItems(512, TEXT_BYTES),
  topAddresses: createFrequentItems(1_024),
  sample: createAddressSample(),
});

/** Make `into` what it would be if it had counted what `other` did as well. */
export function mergeTally(into: PhaseTally, other: PhaseTally): void {
  for (const side of [REGULARS, STRANGERS] as const)
    mergeSide(sideOf(into, side), sideOf(other, side));
  addEach(into.statuses, other.statuses);
  into.bytes += other.bytes;
  into.refererLogged += other.refererLogged;
  into.firstSec = Math.min(into.firstSec, other.firstSec);
  into.lastSec = Math.max(into.lastSec, other.lastSec);
  mergeDistinct(into.networks, other.networks);
  mergeItems(into.paths, other.paths);
  mergeItems(into.topAgents, other.topAgents);
  mergeItems(into.topAddresses, other.topAddresses);
  mergeAddresses(into.sample, other.sample);
}

const sideOf = ({ sides }: PhaseTally, side: number): SideTally =>
  side === REGULARS ? sides[0] : sides[1];

function mergeSide(into: SideTally, other: SideTally): void {
  into.requests += other.requests;
  into.queries += other.queries;
  into.referers += other.referers;
  into.assets += other.assets;
  into.automated += other.automated;
  into.crawlers += other.crawlers;
  addEach(into.pathMix, other.pathMix);
  addEach(into.agentMix, other.agentMix);
  mergeDistinct(into.queriedTargets, other.queriedTargets);
  mergeDistinct(into.addresses, other.addresses);
  mergeDistinct(into.paths, other.paths);
  mergeDistinct(into.agents, other.agents);
}

function addEach(into: Uint32Array, other: Uint32Array): void {
  for (let at = 0; at < into.length; at += 1)
    into[at] = (into[at] as number) + (other[at] as number);
}

export const requestsOf = ({ sides }: PhaseTally): number => sides[0].requests + sides[1].requests;
