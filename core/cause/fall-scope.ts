import type { ProbeFact } from './probe-lines.ts';

/** A vantage is fine, or cut off, from this part of its probes on; chosen. */
const CLEAR_SHARE = 0.8;
const PROBES_MIN = 3;
/** Two full ups and downs; chosen. */
const TURNS_MIN = 4;

/**
 * How many vantages go on seeing a good origin while others see a bad one; 0 when they agree.
 * @param during one origin's observations since its fall
 */
export function vantagesFine(during: readonly ProbeFact[]): number {
  const shares = [...Map.groupBy(during, ({ vantage }) => vantage).values()]
    .filter(({ length }) => length >= PROBES_MIN)
    .map((seen) => seen.filter(({ failure }) => failure === null).length / seen.length);
  const cutOff = shares.some((share) => 1 - share >= CLEAR_SHARE);
  return cutOff ? shares.filter((share) => share >= CLEAR_SHARE).length : 0;
}

/**
 * Whether the origin went up and down as a whole, at least twice. A stay counts from two rounds of
 * all vantages on: under load some probes pass and some do not, and that is no flapping.
 */
export function isFlapping(during: readonly ProbeFact[]): boolean {
  const stayMin = 2 * Math.max(1, new Set(during.map(({ vantage }) => vantage)).size);
  const stays: boolean[] = [];
  let run = 0;
  for (const [index, { failure }] of during.entries()) {
    const good = failure === null;
    const before = during[index - 1];
    run = before !== undefined && (before.failure === null) === good ? run + 1 : 1;
    if (run >= stayMin && stays.at(-1) !== good) stays.push(good);
  }
  return stays.length - 1 >= TURNS_MIN;
}
