import { type ByteReader, byteReader, concatBytes } from './bytes.ts';
import type { CleanPicture } from './clean-picture.ts';

const END = Uint8Array.of(0x3b);

/**
 * A GIF of its pictures and their times; comments and what programs wrote for themselves go.
 *
 * @returns null for no GIF, or one without a picture
 * @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt
 */
export function cleanGif(bytes: Uint8Array): CleanPicture | null {
  const read = byteReader(bytes);
  if (!/^GIF8[79]a$/.test(read.text(0, 6))) return null;
  let at = 13 + tableBytes(read.u8(10));
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  let frames = 0;
  while (at < bytes.length) {
    const kind = read.u8(at);
    if (kind !== 0x2c && kind !== 0x21) break;
    const body = kind === 0x2c ? at + 11 + tableBytes(read.u8(at + 9)) : at + 2;
    const end = endOfBlocks(read, body);
    if (end === null) break;
    if (kind === 0x2c) frames += 1;
    if (kind === 0x2c || isNeeded(read, at)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (frames === 0) return null;
  const width = read.u16le(6);
  const height = read.u16le(8);
  const whole = concatBytes([...kept, END]);
  return { format: 'gif', width, height, frames, tells: false, bytes: whole };
}

const tableBytes = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);

/** @returns null when the file ends before them */
function endOfBlocks(read: ByteReader, from: number): number | null {
  let at = from;
  while (at < read.length) {
    const size = read.u8(at);
    at += size + 1;
    if (size === 0) return at;
  }
  return null;
}

/** Times and see-through colours, and how often the film repeats. */
function isNeeded(read: ByteReader, at: number): boolean {
  const label = read.u8(at + 1);
  if (label === 0xf9) return true;
  const program = read.text(at + 3, 11);
  const repeats = program === 'NETSCAPE2.0' || program === 'ANIMEXTS1.0';
  // A loop block has three bytes; a longer one of this name carries something else.
  return label === 0xff && repeats && read.u8(at + 14) === 3 && read.u8(at + 18) === 0;
}
