/** 2^12 registers: 1.04/√4096, that is 1.6 %, of standard error. Chosen. */
const BITS = 12;
export const CARDINALITY_REGISTERS = 2 ** BITS;
/** α of 2^12 registers. */
const ALPHA = 0.7213 / (1 + 1.079 / CARDINALITY_REGISTERS);

/**
 * Note one hash of 32 bits in a HyperLogLog: its first bits choose a register, which keeps the longest
 * run of zeros that any of the others began with.
 *
 * @see Flajolet, Fusy, Gandouet, Meunier 2007, HyperLogLog
 */
export function noteDistinct(registers: Uint8Array, hash: number): void {
  const register = hash >>> (32 - BITS);
  const rank = Math.clz32((hash << BITS) | (1 << (BITS - 1))) + 1;
  if (rank > (registers[register] as number)) registers[register] = rank;
}

/** Make `into` what it would be if it had seen what `other` saw as well. */
export function mergeDistinct(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at += 1)
    if ((other[at] as number) > (into[at] as number)) into[at] = other[at] as number;
}

/** How many different hashes were noted, about: see the standard error above. */
export function countDistinct(registers: Uint8Array): number {
  let [sum, empty] = [0, 0];
  for (const rank of registers) {
    sum += 2 ** -rank;
    if (rank === 0) empty += 1;
  }
  const size = registers.length;
  const raw = (ALPHA * size * size) / sum;
  if (raw <= 2.5 * size && empty > 0) return size * Math.log(size / empty);
  return raw > 2 ** 32 / 30 ? -(2 ** 32) * Math.log(1 - raw / 2 ** 32) : raw;
}
