import { PreauError } from '../../../core/errors.ts';
import type { PairPlatform, PairSide } from '../../../core/shelter/weighted-pair.ts';
import type { Primary } from './primary.ts';
import { prerequisites, type RecordSet, replacement, sameSet, sideSets } from './record-sets.ts';
import { standingBeside, standingSets } from './standing-sets.ts';
import type { TcpLink } from './tcp-link.ts';
import { wordRecordSet } from './word-record-set.ts';

/** A name to turn, and where. */
export interface NameTurn {
  readonly platform: PairPlatform;
  readonly zone: string;
  readonly side: PairSide;
  /** A whole number, 0 to 60. */
  readonly ttlSec: number;
}

/**
 * Put one side's records in the place of the other's, in one message for all types of the name.
 *
 * Only what Préau could have put there is replaced: the message is conditional on the other side's
 * records, or this side's already, or, after a look at what stands, some of both or none. Whatever
 * else stands is left alone, also when it comes between the look and the update.
 *
 * @throws PreauError `dns-change-refused` with what stands when it is neither side's; the same,
 *   retryable, when that changes under the hand; and as {@link Primary} does
 */
export async function turnName(primary: Primary, link: TcpLink, turn: NameTurn): Promise<void> {
  const { platform, zone, side, ttlSec } = turn;
  const name = platform.hostname;
  const wanted = sideSets(platform, side);
  const other = sideSets(platform, side === 'mirror' ? 'origin' : 'mirror');
  const updates = replacement(name, wanted, ttlSec);
  const change = (from: readonly RecordSet[]) =>
    primary.update(link, { zone, prerequisites: prerequisites(name, from), updates });
  if ((await change(other)) === 'made' || (await change(wanted)) === 'made') return;
  const standing = await standingSets(primary, link, platform);
  const isOurs = standing.every(
    (set, index) =>
      set.data.length === 0 ||
      [wanted[index], other[index]].some((ours) => ours !== undefined && sameSet(set, ours)),
  );
  const beside = await standingBeside(primary, link, platform);
  if (!isOurs || beside.length > 0) throw foreign(name, [...standing, ...beside]);
  if ((await change(standing)) === 'unmet') throw stale(name);
}

const foreign = (name: string, sets: readonly RecordSet[]): PreauError =>
  new PreauError(
    'dns-change-refused',
    `Expected ${name} to have its origin's records or its mirror's, got ${sets.flatMap(wordRecordSet).join(', ')}: nothing was changed. Put what stands there into preau.yaml, or take it out of the zone.`,
  );

const stale = (name: string): PreauError =>
  new PreauError(
    'dns-change-refused',
    `Expected the records of ${name} to be those that the name server answers, got others: somebody changes them at this moment, or it answers from a cache (PowerDNS: set cache-ttl and query-cache-ttl to 0). It is tried again.`,
    { retryable: true },
  );
