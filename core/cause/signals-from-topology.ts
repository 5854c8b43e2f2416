import type { Standing } from '../incident/state.ts';
import { between, type EpochMs, minutes, type PlatformId } from '../units.ts';
import { makeSignal } from './make-signal.ts';
import type { Signal } from './signal.ts';
import type { Speech } from './speech.ts';

/** One watched service, controls included. */
export interface Neighbour {
  readonly platform: PlatformId;
  readonly name: string;
  /** `unknown` when it is not on record: never a hoster that two services share. */
  readonly hoster: string;
  readonly vendor?: string;
  readonly standing: Standing;
  /** Its latest fall, even if it is up again; null when it never fell. */
  readonly fellAt: EpochMs | null;
}

export interface TopologyEvidence {
  readonly at: EpochMs;
  readonly platform: PlatformId;
  readonly fellAt: EpochMs;
  /** All watched services, the fallen one too. */
  readonly neighbours: readonly Neighbour[];
  readonly speech: Speech;
}

/** Falls this near to each other are one moment: §5.3, "same 15 min". */
const SAME_MOMENT_MS = minutes(15);
/** Two services may fall together by chance; chosen. */
const TOGETHER_MIN = 3;

/** What the company that a fall keeps says of its cause. */
export function signalsFromTopology(the: TopologyEvidence): readonly Signal[] {
  const own = the.neighbours.find(({ platform }) => platform === the.platform);
  if (own === undefined) return [];
  const tell = (feature: string, count: number, values: Record<string, string | number>) =>
    makeSignal({ at: the.at, source: 'topology', speech: the.speech }, feature, {
      values,
      value: count,
    });
  const fallen = the.neighbours.filter((one) => one === own || fellWith(one, the.fellAt));
  const hosters = new Set(fallen.map(({ hoster }) => hoster).filter(isKnown));
  const mates = the.neighbours.filter(
    (one) => one !== own && isKnown(own.hoster) && one.hoster === own.hoster,
  );
  const standing = mates.find((one) => one.standing === 'up' && !fallen.includes(one));
  const several = hosters.size >= 2 && fallen.length >= TOGETHER_MIN;
  const counts = { count: fallen.length, hosters: hosters.size };
  return [
    ...(several ? [tell('topology-several-hosters', fallen.length, counts)] : []),
    ...(standing ? [tell('topology-control-up', 1, { name: standing.name })] : []),
    ...(hosterIsDown(the.neighbours, fallen, mates, own)
      ? [tell('topology-one-hoster-down', fallen.length, counts)]
      : []),
  ];
}

const isKnown = (hoster: string): boolean => hoster !== 'unknown' && hoster !== '';

function fellWith({ fellAt, standing }: Neighbour, when: EpochMs): boolean {
  if (fellAt === null || standing === 'suspended') return false;
  return Math.max(between(fellAt, when), between(when, fellAt)) <= SAME_MOMENT_MS;
}

/** All of the hoster's services fell, nobody else's did, and somebody else's is up to prove it. */
function hosterIsDown(
  all: readonly Neighbour[],
  fallen: readonly Neighbour[],
  mates: readonly Neighbour[],
  own: Neighbour,
): boolean {
  if (mates.length === 0 || !mates.every((one) => fallen.includes(one))) return false;
  const foreign = all.filter((one) => one !== own && !mates.includes(one));
  return (
    foreign.some(({ standing }) => standing === 'up') &&
    !foreign.some((one) => fallen.includes(one))
  );
}
