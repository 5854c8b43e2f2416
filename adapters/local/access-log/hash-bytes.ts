/**
 * A keyed hash of bytes, 32 bits, without sign: FNV-1a with a last mix, so that any of its bits may
 * choose a place in a table. Not a secret's keeper: nothing that is hashed with it leaves.
 *
 * @see http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function hashBytes(bytes: Uint8Array, from: number, to: number, key: number): number {
  let value = key ^ 0x811c9dc5;
  for (let at = from; at < to; at += 1)
    value = Math.imul(value ^ (bytes[at] as number), 0x01000193);
  return mixHash(value);
}

/** Spread every bit over all of them: the finaliser of MurmurHash3. */
export function mixHash(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
