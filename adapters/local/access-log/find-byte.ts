const [ONES, HIGHS] = [0x01010101, 0x80808080];

/**
 * Where a byte next stands in `[from, to)`, four at a time: the ends of lines are 200 bytes apart, which
 * is too far for a loop over each and too near for a call into the engine.
 *
 * @see https://graphics.stanford.edu/~seander/bithacks.html#ZeroInWord
 * @returns -1 when it does not
 */
export function findByte(view: DataView, byte: number, from: number, to: number): number {
  const four = Math.imul(byte, ONES);
  let at = from;
  for (; at + 4 <= to; at += 4) {
    const word = view.getInt32(at, true) ^ four;
    if (((word - ONES) & ~word & HIGHS) !== 0) break;
  }
  for (; at < to; at += 1) if (view.getUint8(at) === byte) return at;
  return -1;
}

/** The view of all bytes of an array. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
