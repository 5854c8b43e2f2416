/** Bytes of a hostile file, read so that what lies behind its end is 0. */
export interface ByteReader {
  readonly length: number;
  readonly u8: (at: number) => number;
  readonly u16: (at: number) => number;
  readonly u16le: (at: number) => number;
  readonly u24le: (at: number) => number;
  readonly u32: (at: number) => number;
  readonly u32le: (at: number) => number;
  /** Latin-1 letters. */
  readonly text: (at: number, length: number) => string;
}

export function byteReader(bytes: Uint8Array): ByteReader {
  const u8 = (at: number): number => bytes[at] ?? 0;
  const u16 = (at: number): number => u8(at) * 256 + u8(at + 1);
  const u16le = (at: number): number => u8(at) + u8(at + 1) * 256;
  return {
    length: bytes.length,
    u8,
    u16,
    u16le,
    u24le: (at) => u16le(at) + u8(at + 2) * 65_536,
    u32: (at) => u16(at) * 65_536 + u16(at + 2),
    u32le: (at) => u16le(at) + u16le(at + 2) * 65_536,
    text: (at, length) => String.fromCharCode(...bytes.subarray(at, at + length)),
  };
}

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
