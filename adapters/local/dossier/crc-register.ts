/** What one byte makes of an empty register, by the reflected polynomial of ZIP. */
const TABLE: Uint32Array = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1)
    value = value & 1 ? (value >>> 1) ^ 0xedb8_8320 : value >>> 1;
  return value >>> 0;
});

/** No two values of the table have the same highest byte. */
const BY_HIGH_BYTE: Uint8Array = new Uint8Array(256);
for (const [index, value] of TABLE.entries()) BY_HIGH_BYTE[value >>> 24] = index;

/**
 * The register of a CRC-32 one unchanged byte earlier.
 *
 * Begun at the difference of two CRCs of texts of one length, and run back n times, it is the
 * difference of the last n texts' first four bytes, the first in its lowest eight bits, if nothing
 * else differs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc1952 section 8, for the CRC
 */
export function registerBefore(register: number): number {
  const index = BY_HIGH_BYTE[register >>> 24] ?? 0;
  return (((register ^ (TABLE[index] ?? 0)) << 8) | index) >>> 0;
}
