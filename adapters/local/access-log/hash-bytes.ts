const [C1, C2] = [0xcc9e2d51, 0x1b873593];

/**
 * A keyed hash of bytes, 32 bits, without sign, any of which may choose a place in a table. Not a
 * secret's keeper: nothing that is hashed with it leaves.
 *
 * @see https://github.com/aappleby/smhasher MurmurHash3_x86_32, which reads four bytes at a time
 */
export function hashBytes(view: DataView, from: number, to: number, key: number): number {
  let hash = key | 0;
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = Math.imul(view.getInt32(at, true), C1);
    hash ^= Math.imul((word << 15) | (word >>> 17), C2);
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  let rest = 0;
  for (let shift = 0; at < to; at += 1, shift += 8) rest |= view.getUint8(at) << shift;
  rest = Math.imul(rest, C1);
  hash ^= Math.imul((rest << 15) | (rest >>> 17), C2);
  return mixHash(hash ^ (to - from));
}

/** Spread every bit over all of them: the same hash's finaliser. */
export function mixHash(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
