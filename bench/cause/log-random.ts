/** Chance that comes out the same for the same seed. */
export interface LogRandom {
  /** In [0, 1). */
  next(): number;
  /** A whole number in [0, below). */
  below(below: number): number;
  /** Around `mean`, by its square root, as counts of visits are; never negative. */
  around(mean: number): number;
}

/** Mulberry32: 32 bits of state, quick, and good enough for traffic. */
export function logRandom(seed: number): LogRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    below: (below) => Math.floor(next() * below),
    // The sum of twelve is near enough to a normal one (Box and Muller want a logarithm each).
    around: (mean) => {
      let sum = -6;
      for (let index = 0; index < 12; index += 1) sum += next();
      return Math.max(0, Math.round(mean + sum * Math.sqrt(mean + 1)));
    },
  };
}

/** Draws places 0 to `count` - 1, the n-th as often as 1/n^exponent (Zipf). */
export function zipf(count: number, exponent: number): (random: LogRandom) => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let place = 0; place < count; place += 1) {
    sum += 1 / (place + 1) ** exponent;
    sums[place] = sum;
  }
  return (random) => {
    const wanted = random.next() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
