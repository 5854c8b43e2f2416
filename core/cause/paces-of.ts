import { SURVEY_MIXES } from './traffic-slice.ts';

/** The paces of bins of equal length. */
export interface Paces {
  /** By how many times as much as single visits would they vary; 1 at least. */
  readonly noise: number;
  /** How badly one pace fits from a bin until another, which is not in it, in nats. */
  readonly misfit: (from: number, to: number) => number;
}

/**
 * The pace, as twice the square root of the counts, which varies by 1 around any pace (Anscombe 1948);
 * visits come in bursts, so that it varies by more: by how much shows between neighbours.
 *
 * @param sums of the bins, see `trafficSums`
 */
export function pacesOf(sums: readonly Float64Array[]): Paces {
  const until = sums.map((row) => row[SURVEY_MIXES.requests] as number);
  const paces = until.slice(1).map((sum, bin) => 2 * Math.sqrt(sum - (until[bin] as number)));
  const steps = paces.slice(1).map((pace, bin) => Math.abs(pace - (paces[bin] as number)));
  const middle = steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 1;
  const total = new Float64Array(sums.length);
  const squares = new Float64Array(sums.length);
  paces.forEach((pace, bin) => {
    total[bin + 1] = (total[bin] as number) + pace;
    squares[bin + 1] = (squares[bin] as number) + pace * pace;
  });
  return {
    // The median of a normal step is .954 of its spread.
    noise: Math.max(1, (middle / 0.954) ** 2),
    misfit: (from, to) => {
      const sum = (total[to] as number) - (total[from] as number);
      const square = (squares[to] as number) - (squares[from] as number);
      return (square - (sum * sum) / (to - from)) / 2;
    },
  };
}
