import { MIX_PARTS, SURVEY_COLUMNS, SURVEY_MIXES, type TrafficSlice } from './traffic-slice.ts';

/** A stretch of even traffic, in seconds since 1970; `toSec` is not in it. */
export interface TrafficSegment {
  readonly fromSec: number;
  readonly toSec: number;
  /** By column, as a slice's. */
  readonly counts: Float64Array;
}

/** The exact search takes the square of this, some ten milliseconds; chosen. */
const BINS_MAX = 400;
/** A shorter stretch is noise, or belongs to its neighbour; chosen, a bell's ramp takes a minute. */
const SEGMENT_MIN_SEC = 20;
/** What a further segment must explain, in nats for each degree of freedom and the logarithm of bins. Chosen. */
const PENALTY = 3;
/** Degrees of freedom that one change has: the rate, five shares, three mixes. */
const FREEDOM = 1 + 5 + 3 * (MIX_PARTS - 1);
/** Neighbours are one where nobody would call them two: chosen. */
const SAME = { rateFactor: 1.35, share: 0.08, mix: 0.1 };
/** Slices on either side in which a bound is looked for: few logs have such holes that it is not enough. Chosen. */
const REACH_MAX = 512;
/** More would be read by nobody, and each is counted in memory of its own; chosen. */
export const SEGMENTS_MAX = 24;

/**
 * Cut a log where its traffic changed: its pace, who asks, what they ask, or what they get.
 *
 * The exact best cut for a price per piece, by dynamic programming; then neighbours that differ by
 * less than matters are joined, and the bounds are set to the slice.
 *
 * @param slices by time, those without requests left out
 * @param sliceSec how long each is
 * @see Jackson et al. 2005, An algorithm for optimal partitioning of data on an interval
 * @returns by time, without gaps; empty for no slices
 */
export function trafficSegments(
  slices: readonly TrafficSlice[],
  sliceSec: number,
  span: { readonly fromSec: number; readonly toSec: number },
): readonly TrafficSegment[] {
  const seconds = span.toSec - span.fromSec;
  if (seconds <= 0) return [];
  const perBin = Math.max(1, Math.ceil(seconds / sliceSec / BINS_MAX));
  const binSec = perBin * sliceSec;
  const sums = prefixSums(slices, span.fromSec, binSec, Math.ceil(seconds / binSec));
  const cuts = bestCuts(sums, Math.max(1, Math.ceil(SEGMENT_MIN_SEC / binSec)));
  const bounds = cuts.map((bin) => span.fromSec + bin * binSec);
  const finer = bounds.map((at) => refine(at, slices, sliceSec, binSec));
  return joinAlike(pieces(slices, [span.fromSec, ...finer, span.toSec]));
}

/** Sums of each column until each bin; row 0 is zero. */
function prefixSums(
  slices: readonly TrafficSlice[],
  fromSec: number,
  binSec: number,
  bins: number,
) {
  const sums = Array.from({ length: bins + 1 }, () => new Float64Array(SURVEY_COLUMNS));
  for (const { fromSec: at, counts } of slices) {
    const row = sums[Math.floor((at - fromSec) / binSec) + 1];
    if (row === undefined || at < fromSec) continue;
    for (let column = 0; column < SURVEY_COLUMNS; column += 1)
      row[column] = (row[column] ?? 0) + (counts[column] ?? 0);
  }
  for (let bin = 1; bin <= bins; bin += 1)
    for (let column = 0; column < SURVEY_COLUMNS; column += 1) {
      const row = sums[bin] as Float64Array;
      row[column] = (row[column] as number) + ((sums[bin - 1] as Float64Array)[column] as number);
    }
  return sums;
}

/** The bins at which a new segment begins, rising, without the first. */
function bestCuts(sums: readonly Float64Array[], least: number): readonly number[] {
  const bins = sums.length - 1;
  const paces = pacesOf(sums);
  const price = PENALTY * FREEDOM * 0.5 * Math.log(Math.max(bins, 8)) * paces.noise;
  const best = new Float64Array(bins + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(bins + 1);
  best[0] = -price;
  for (let to = 1; to <= bins; to += 1)
    for (let start = 0; start <= to - Math.min(least, to); start += 1) {
      const before = best[start] as number;
      if (before === Number.POSITIVE_INFINITY || (start > 0 && to - start < least)) continue;
      const cost = before + price + misfit(sums, start, to) + paces.misfit(start, to);
      if (cost < (best[to] as number)) {
        best[to] = cost;
        from[to] = start;
      }
    }
  const cuts: number[] = [];
  for (let at = from[bins] as number; at > 0; at = from[at] as number) cuts.unshift(at);
  return cuts;
}

/**
 * The pace, as twice the square root of the counts, which varies by 1 around any pace (Anscombe 1948);
 * visits come in bursts, so that it varies by more: by how much shows between neighbours.
 */
function pacesOf(sums: readonly Float64Array[]) {
  const at = (bin: number) => (sums[bin] as Float64Array)[SURVEY_MIXES.requests] as number;
  const paces = sums.slice(1).map((_, bin) => 2 * Math.sqrt(at(bin + 1) - at(bin)));
  const steps = paces.slice(1).map((pace, bin) => Math.abs(pace - (paces[bin] ?? pace)));
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  // The median of a normal step is .954 of its spread.
  const noise = Math.max(1, (middle / 0.954) ** 2);
  const total = new Float64Array(paces.length + 1);
  const squares = new Float64Array(paces.length + 1);
  paces.forEach((pace, bin) => {
    total[bin + 1] = (total[bin] as number) + pace;
    squares[bin + 1] = (squares[bin] as number) + pace * pace;
  });
  return {
    noise,
    misfit: (from: number, to: number): number => {
      const sum = (total[to] as number) - (total[from] as number);
      const square = (squares[to] as number) - (squares[from] as number);
      return (square - (sum * sum) / (to - from)) / 2;
    },
  };
}

const SHARES = [
  SURVEY_MIXES.errors,
  SURVEY_MIXES.refusals,
  SURVEY_MIXES.referers,
  SURVEY_MIXES.queries,
  SURVEY_MIXES.assets,
];
const MIXES = [SURVEY_MIXES.paths, SURVEY_MIXES.agents, SURVEY_MIXES.networks];

/** How badly one set of shares fits all of a stretch: minus the logarithm of its likelihood. */
function misfit(sums: readonly Float64Array[], from: number, to: number): number {
  const [before, after] = [sums[from] as Float64Array, sums[to] as Float64Array];
  const count = (column: number) => (after[column] as number) - (before[column] as number);
  const looked = count(SURVEY_MIXES.looked);
  if (looked === 0) return 0;
  let sum = 0;
  for (const column of SHARES) {
    const yes = count(column);
    sum += entropyTerm(yes, looked) + entropyTerm(looked - yes, looked);
  }
  for (const mix of MIXES)
    for (let part = 0; part < MIX_PARTS; part += 1) sum += entropyTerm(count(mix + part), looked);
  return sum;
}

const entropyTerm = (count: number, of: number): number =>
  count === 0 ? 0 : -count * Math.log(count / of);

/** Move a bound to the slice, within a bin of it, that parts the paces around it best. */
function refine(
  atSec: number,
  slices: readonly TrafficSlice[],
  sliceSec: number,
  binSec: number,
): number {
  if (binSec === sliceSec) return atSec;
  const reach = Math.min(REACH_MAX, Math.ceil((2 * binSec) / sliceSec));
  const count = 2 * reach;
  const first = atSec - reach * sliceSec;
  const near = slices.filter(
    ({ fromSec }) => fromSec >= first && fromSec < first + count * sliceSec,
  );
  const sums = prefixSums(near, first, sliceSec, count);
  const paces = pacesOf(sums);
  let [best, least] = [reach, Number.POSITIVE_INFINITY];
  for (let bin = Math.floor(reach / 2); bin <= count - Math.floor(reach / 2); bin += 1) {
    const cost =
      paces.misfit(0, bin) +
      paces.misfit(bin, count) +
      misfit(sums, 0, bin) +
      misfit(sums, bin, count);
    if (cost < least) [best, least] = [bin, cost];
  }
  return first + best * sliceSec;
}

function pieces(slices: readonly TrafficSlice[], bounds: readonly number[]): TrafficSegment[] {
  const rising = [...new Set(bounds)].toSorted((a, b) => a - b);
  const segments = rising.slice(1).map((toSec, index) => ({
    fromSec: rising[index] ?? toSec,
    toSec,
    counts: new Float64Array(SURVEY_COLUMNS),
  }));
  let index = 0;
  for (const { fromSec, counts } of slices) {
    while (index < segments.length && fromSec >= (segments[index]?.toSec ?? 0)) index += 1;
    const segment = segments[index];
    if (segment === undefined || fromSec < segment.fromSec) continue;
    for (let column = 0; column < SURVEY_COLUMNS; column += 1)
      segment.counts[column] = (segment.counts[column] ?? 0) + (counts[column] ?? 0);
  }
  return segments;
}

/** Join neighbours that are alike, the most alike first, until none are and there are not too many. */
function joinAlike(segments: readonly TrafficSegment[]): readonly TrafficSegment[] {
  const left = [...segments];
  for (;;) {
    const gaps = left.slice(1).map((next, index) => difference(left[index] ?? next, next));
    const least = Math.min(...gaps);
    if (gaps.length === 0 || (least >= 1 && left.length <= SEGMENTS_MAX)) return left;
    const index = gaps.indexOf(least);
    const [one, other] = [left[index], left[index + 1]];
    if (one === undefined || other === undefined) return left;
    left.splice(index, 2, joined(one, other));
  }
}

const joined = (one: TrafficSegment, other: TrafficSegment): TrafficSegment => ({
  fromSec: one.fromSec,
  toSec: other.toSec,
  counts: one.counts.map((count, column) => count + (other.counts[column] ?? 0)),
});

/** How different two stretches are: 1 is as much as matters. */
export function difference(one: TrafficSegment, other: TrafficSegment): number {
  const pace = ({ fromSec, toSec, counts }: TrafficSegment) =>
    ((counts[SURVEY_MIXES.requests] ?? 0) + 0.5) / Math.max(1, toSec - fromSec);
  const factor = Math.abs(Math.log(pace(one) / pace(other))) / Math.log(SAME.rateFactor);
  const looked = Math.min(
    one.counts[SURVEY_MIXES.looked] ?? 0,
    other.counts[SURVEY_MIXES.looked] ?? 0,
  );
  // A share of few says nothing.
  if (looked < 30) return factor;
  const shareOf = ({ counts }: TrafficSegment, column: number) =>
    (counts[column] ?? 0) / (counts[SURVEY_MIXES.looked] ?? 1);
  const apart = (column: number) => Math.abs(shareOf(one, column) - shareOf(other, column));
  const noise = Math.sqrt(1 / looked);
  const shares = SHARES.map((column) => apart(column) / (SAME.share + noise));
  const mixes = MIXES.map((mix) => {
    const parts = Array.from({ length: MIX_PARTS }, (_, part) => apart(mix + part));
    return parts.reduce((sum, part) => sum + part, 0) / 2 / (SAME.mix + 2 * noise);
  });
  return Math.max(factor, ...shares, ...mixes);
}
