/** What bins are cut by. */
export interface Cutting {
  /** How many there are; 1 at least. */
  readonly bins: number;
  /** Bins of a piece, but for the first, which may have fewer. */
  readonly least: number;
  /** Of a further piece, in what the misfit is measured in; 0 or more. */
  readonly price: number;
  /** How badly one piece fits from a bin until another, which is not in it. */
  readonly misfit: (from: number, to: number) => number;
}

/**
 * The cuts whose pieces fit best, for a price for each: exact, by dynamic programming, in the square
 * of the bins.
 *
 * @see Jackson et al. 2005, An algorithm for optimal partitioning of data on an interval
 * @returns the bins at which a further piece begins, rising; empty where one piece is best
 */
export function bestCuts({ bins, least, price, misfit }: Cutting): readonly number[] {
  const best = new Float64Array(bins + 1).fill(Number.POSITIVE_INFINITY);
  const from = new Int32Array(bins + 1);
  best[0] = -price;
  for (let to = 1; to <= bins; to += 1)
    for (let start = 0; start <= Math.max(0, to - least); start += 1) {
      const cost = (best[start] as number) + price + misfit(start, to);
      if (cost < (best[to] as number)) {
        best[to] = cost;
        from[to] = start;
      }
    }
  const cuts: number[] = [];
  for (let at = from[bins] as number; at > 0; at = from[at] as number) cuts.unshift(at);
  return cuts;
}
