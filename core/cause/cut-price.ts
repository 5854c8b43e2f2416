import { MIX_COLUMNS, MIX_PARTS, SHARE_COLUMNS } from './traffic-slice.ts';

/** For each degree of freedom and the logarithm of bins. Chosen. */
const PENALTY = 3;
/** Degrees of freedom that one change has: the rate, five shares, three mixes. */
const FREEDOM = 1 + SHARE_COLUMNS.length + MIX_COLUMNS.length * (MIX_PARTS - 1);
/** A log of fewer bins is cut as one of so many. Chosen. */
const BINS_MIN = 8;

/**
 * What a further segment must explain, in nats.
 *
 * @param bins that the log has
 * @param noise by how many times as much as single visits would its paces vary
 */
export const cutPrice = (bins: number, noise: number): number =>
  PENALTY * FREEDOM * 0.5 * Math.log(Math.max(bins, BINS_MIN)) * noise;
