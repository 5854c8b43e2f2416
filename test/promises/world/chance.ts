/** Numbers that look like chance and are none: one seed always gives the same. */
export interface Chance {
  /** In [0, 1). */
  readonly next: () => number;
  /** A whole number in [0, below). */
  readonly below: (below: number) => number;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly happens: (probability: number) => boolean;
  /** @throws Error for an empty list: a bug of the simulation */
  pick<One>(list: readonly One[]): One;
  /** A stream of its own: what is drawn from it moves no other. */
  readonly fork: (name: string) => Chance;
}

/**
 * Mulberry32: a 32-bit generator of one word of state, good enough to choose faults by, and the same
 * on every machine.
 *
 * @param seed any number; its lower 32 bits count
 * @see https://gist.github.com/tommyettinger/46a874533244883189143505d203312c
 */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    between: (least, most) => least + below(most - least + 1),
    happens: (probability) => next() < probability,
    pick: <One>(list: readonly One[]): One => {
      const one = list[below(list.length)];
      if (one === undefined) throw new Error('expected something to pick from');
      return one;
    },
    fork: (name) => chanceOf(mix(seed, name)),
  };
}

/** FNV-1a over the name, from the seed on. */
function mix(seed: number, name: string): number {
  let hash = (seed ^ 0x811c9dc5) >>> 0;
  for (let place = 0; place < name.length; place += 1)
    hash = Math.imul(hash ^ name.charCodeAt(place), 0x01000193) >>> 0;
  return hash;
}
