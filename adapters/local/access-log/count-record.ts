import { countAddress } from './address-sample.ts';
import { noteDistinct } from './cardinality.ts';
import { countItem } from './frequent-items.ts';
import { hashBytes, mixHash } from './hash-bytes.ts';
import { isAsset } from './is-asset.ts';
import { type Robot, robotOf } from './robot-of.ts';
import type { LogRecord } from './log-record.ts';
import { MIX_SHARES, type PhaseTally } from './phase-tally.ts';

/** A longer path or agent is told from another by its first bytes: servers cut them at 8 kB. Chosen. */
const HASHED_BYTES = 512;
const MIX_SHIFT = 32 - Math.log2(MIX_SHARES);

/** What a thread counts with. */
export interface Counting {
  readonly key: number;
  /** What is known of agents by their hash, see `robotOf`. */
  readonly robots: Map<number, Robot>;
}

/** Count one request in its phase. @param isKnown its network was seen in the baseline */
export function countRecord(
  tally: PhaseTally,
  record: LogRecord,
  isKnown: boolean,
  { key, robots }: Counting,
): void {
  const { bytes, view, pathFrom, pathTo, queryFrom, queryTo, agentFrom, agentTo } = record;
  const side = isKnown ? tally.sides[0] : tally.sides[1];
  const path = hashBytes(view, pathFrom, Math.min(pathTo, pathFrom + HASHED_BYTES), key);
  const agent = hashBytes(view, agentFrom, Math.min(agentTo, agentFrom + HASHED_BYTES), key);
  side.requests += 1;
  add(side.pathMix, path >>> MIX_SHIFT);
  add(side.agentMix, agent >>> MIX_SHIFT);
  noteDistinct(side.agents, agent);
  noteDistinct(side.addresses, record.addressHash);
  noteDistinct(side.paths, path);
  if (queryTo > queryFrom) {
    const query = hashBytes(view, queryFrom, Math.min(queryTo, queryFrom + HASHED_BYTES), key);
    side.queries += 1;
    noteDistinct(side.queriedTargets, mixHash(path ^ query));
  }
  if (record.referer === 'yes') side.referers += 1;
  if (record.referer !== 'not-logged') tally.refererLogged += 1;
  const robot = robotOf(bytes, agentFrom, agentTo, agent, robots);
  if (robot !== 'none') side.automated += 1;
  if (robot === 'crawler') side.crawlers += 1;
  if (isAsset(bytes, pathFrom, pathTo)) side.assets += 1;
  countAnswer(tally, record);
  countItem(tally.paths, path, bytes, pathFrom, pathTo);
  countItem(tally.topAgents, agent, bytes, agentFrom, agentTo);
  countWho(tally, record);
}

function countAnswer(tally: PhaseTally, { status, sizeBytes, atSec }: LogRecord): void {
  add(tally.statuses, status);
  if (sizeBytes > 0) tally.bytes += sizeBytes;
  if (atSec < tally.firstSec) tally.firstSec = atSec;
  if (atSec > tally.lastSec) tally.lastSec = atSec;
}

function countWho(tally: PhaseTally, { addressHash, network, bytes }: LogRecord): void {
  noteDistinct(tally.networks, mixHash(network));
  countItem(tally.topAddresses, addressHash, bytes, 0, 0);
  countAddress(tally.sample, addressHash);
}

function add(counts: Uint32Array, at: number): void {
  counts[at] = (counts[at] as number) + 1;
}
