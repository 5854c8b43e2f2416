import { PreauError } from '../../../core/errors.ts';
import type { PairPlatform, PairSide } from '../../../core/shelter/weighted-pair.ts';
import type { Primary, ZoneUpdate } from './primary.ts';
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

/** The same with what each side publishes, as DNS sends it. */
export interface ReadyTurn extends NameTurn {
  readonly sets: Readonly<Record<PairSide, readonly RecordSet[]>>;
}

/** @throws PreauError `argument-invalid` for a value that cannot be sent */
export const readyTurn = (turn: NameTurn): ReadyTurn => ({
  ...turn,
  sets: {
    origin: sideSets(turn.platform, 'origin'),
    mirror: sideSets(turn.platform, 'mirror'),
  },
});

/** The message that puts a turn's side in the place of exactly these records. */
export const turnUpdate = (
  { platform: { hostname }, zone, side, sets, ttlSec }: ReadyTurn,
  from: readonly RecordSet[],
): ZoneUpdate => ({
  zone,
  prerequisites: prerequisites(hostname, from),
  updates: replacement(hostname, sets[side], ttlSec),
});

/**
 * Put one side's records in the place of the other's, in one message for all types of the name.
 *
 * Only what Préau could have put there is replaced: the message is conditional on one side's
 * records, or the other's, or, after a look at what stands, some of both or none. Whatever else
 * stands is left alone, also when it comes between the look and the update.
 *
 * @param guess the side that most probably stands there
 * @throws PreauError `dns-change-refused` with what stands when it is neither side's; the same,
 *   retryable, when that changes under the hand; and as {@link Primary} does
 */
export async function turnName(
  primary: Primary,
  link: TcpLink,
  turn: ReadyTurn,
  guess: PairSide,
): Promise<void> {
  const { platform, sets } = turn;
  const change = (from: readonly RecordSet[]) => primary.update(link, turnUpdate(turn, from));
  if ((await change(sets[guess])) === 'made') return;
  if ((await change(sets[guess === 'mirror' ? 'origin' : 'mirror'])) === 'made') return;
  const standing = await standingSets(primary, link, platform);
  const isOurs = standing.every(
    (set, index) =>
      set.data.length === 0 ||
      [sets.origin[index], sets.mirror[index]].some((ours) => ours && sameSet(set, ours)),
  );
  const beside = await standingBeside(primary, link, platform);
  if (!isOurs || beside.length > 0) throw foreign(platform.hostname, [...standing, ...beside]);
  if ((await change(standing)) === 'unmet') throw stale(platform.hostname);
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
