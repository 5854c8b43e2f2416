import type { LogLine } from './traffic-line.ts';

/** Counts of one window of a log, in bounded memory whatever the log holds. */
export interface Tally {
  readonly requests: number;
  readonly serverErrors: number;
  readonly referers: number;
  readonly assets: number;
  readonly known: number;
  readonly newQueries: number;
  readonly paths: ReadonlyMap<string, number>;
  /** Requests of each sampled address, rising. */
  readonly perAddress: readonly number[];
}

export interface Counter {
  count(line: LogLine, isKnown: boolean): void;
  tally(): Tally;
}

/** More paths than any site has pages that matter; the rarest are dropped beyond it. Chosen. */
const PATHS_MAX = 20_000;
/** Addresses looked at for the 99th percentile; beyond it, half of them by their hash. Chosen. */
const ADDRESSES_MAX = 20_000;
/** Bits that remember queries: at a million different ones 1 in 9 is taken for seen. Chosen. */
const QUERY_BITS = 2 ** 23;

const ASSET = /\.(?:css|js|mjs|png|jpe?g|gif|svg|webp|ico|woff2?|ttf|map)$/i;

export function createCounter(): Counter {
  const sums = { requests: 0, serverErrors: 0, referers: 0, assets: 0, known: 0, newQueries: 0 };
  const paths = new Map<string, number>();
  const isNewQuery = createQueryMemory();
  const addresses = createAddressSample();
  return {
    count: (line, isKnown) => {
      sums.requests += 1;
      if (line.status >= 500) sums.serverErrors += 1;
      if (line.hasReferer) sums.referers += 1;
      if (isKnown) sums.known += 1;
      if (ASSET.test(line.path)) sums.assets += 1;
      if (line.query !== '' && isNewQuery(line)) sums.newQueries += 1;
      paths.set(line.path, (paths.get(line.path) ?? 0) + 1);
      if (paths.size > PATHS_MAX) dropRare(paths);
      addresses.count(line.address);
    },
    tally: () => ({ ...sums, paths, perAddress: addresses.counts() }),
  };
}

/** Drop the rarer half, so that a path asked for often stays whenever it comes. */
function dropRare(paths: Map<string, number>): void {
  const counts = [...paths.values()].toSorted((a, b) => a - b);
  const limit = counts[Math.floor(counts.length / 2)] ?? 1;
  for (const [path, count] of paths) if (count <= limit) paths.delete(path);
}

function createQueryMemory(): (line: LogLine) => boolean {
  const bits = new Uint8Array(QUERY_BITS / 8);
  return ({ path, query }) => {
    const bit = hash(query, hash(path)) % QUERY_BITS;
    const byte = bits[bit >> 3] ?? 0;
    const mask = 1 << (bit & 7);
    bits[bit >> 3] = byte | mask;
    return (byte & mask) === 0;
  };
}

/** Keeps hashes, never addresses: every 2^n-th of them, so that the sample is fair. */
function createAddressSample() {
  let every = 1;
  let counts = new Map<number, number>();
  return {
    count: (address: string): void => {
      const key = hash(address);
      if (key % every !== 0) return;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (counts.size <= ADDRESSES_MAX) return;
      every *= 2;
      counts = new Map([...counts].filter(([one]) => one % every === 0));
    },
    counts: (): readonly number[] => [...counts.values()].toSorted((a, b) => a - b),
  };
}

/** FNV-1a, 32 bits, with a last mix so that its low bits are fair. @see http://www.isthe.com/chongo/tech/comp/fnv/ */
function hash(text: string, seed = 0x811c9dc5): number {
  let value = seed;
  const length = Math.min(text.length, 512);
  for (let index = 0; index < length; index += 1)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x45d9f3b);
  return (value ^ (value >>> 16)) >>> 0;
}
