import { minutes } from '../units.ts';
import type { Observation } from '../watch/observation.ts';
import { median } from './median.ts';

/** Connections that get lost on the way while others of the same minutes are as quick as ever. */
export interface ConnectionLoss {
  /** Of the probes of those minutes. */
  readonly share: number;
  readonly vantages: number;
}

type Seen = Pick<Observation, 'at' | 'vantage' | 'failure' | 'totalMs'>;

/** Under a fifth a network is merely bad, over four fifths it is cut; chosen. */
const SHARE_MIN = 0.2;
const SHARE_MAX = 0.8;
/** A vantage of which all or none get lost sees something else; chosen. */
const VANTAGE_MIN = 0.1;
const VANTAGE_MAX = 0.9;
/** Minutes of loss in which some get through: a fall that ends is no loss; chosen. */
const MIXED_MIN = 0.7;
const MINUTES_MIN = 3;
/** As the latency test has it: slower than this there is a queue. */
const QUICK_MAX = 1.5;

/**
 * Whether packets get lost towards an origin, as under a flood or on a failing network: in the same
 * minutes, from every vantage, a part of connections opens no more, and the others answer as fast as
 * when calm. A full queue loses connections too, and slows the others down.
 *
 * @param during one origin's observations since its fall
 * @param calmMs the median answer when calm; null when it is not known, and nothing is told then
 */
export function connectionLoss(
  during: readonly Seen[],
  calmMs: number | null,
): ConnectionLoss | null {
  if (calmMs === null) return null;
  const all = [...Map.groupBy(during, ({ at }) => Math.floor(at / minutes(1))).values()];
  const lossy = all.filter((seen) => seen.some(isLost));
  const mixed = lossy.filter((seen) => seen.some(isGood));
  if (mixed.length < MINUTES_MIN || mixed.length < MIXED_MIN * lossy.length) return null;
  const probes = lossy.flat();
  const share = partOf(probes);
  const vantages = [...Map.groupBy(probes, ({ vantage }) => vantage).values()].map(partOf);
  const answers = median(probes.filter(isGood).map(({ totalMs }) => totalMs));
  const isEvery = vantages.every((part) => part >= VANTAGE_MIN && part <= VANTAGE_MAX);
  const isQuick = answers !== null && answers < QUICK_MAX * calmMs;
  if (share < SHARE_MIN || share > SHARE_MAX || !isEvery || !isQuick) return null;
  return { share, vantages: vantages.length };
}

const isGood = ({ failure }: Seen): boolean => failure === null;
const isLost = ({ failure }: Seen): boolean =>
  failure?.kind === 'tcp-timeout' || failure?.kind === 'tcp-unreachable';
const partOf = (probes: readonly Seen[]): number => probes.filter(isLost).length / probes.length;
