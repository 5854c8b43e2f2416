import { type ByteReader, byteReader, concatBytes } from './bytes.ts';
import type { CleanPicture } from './clean-picture.ts';

const NEEDED: ReadonlySet<string> = new Set([
  'VP8 ',
  'VP8L',
  'VP8X',
  'ALPH',
  'ANIM',
  'ANMF',
  'ICCP',
]);

/** In the flags of VP8X: Exif and XMP are here. */
const TELLS = 0x0c;

/**
 * A WebP of its pixels, its movement and its colour profile.
 *
 * @returns null for no WebP, or one without pixels
 * @see https://www.rfc-editor.org/rfc/rfc9649#section-2
 */
export function cleanWebp(bytes: Uint8Array): CleanPicture | null {
  const read = byteReader(bytes);
  if (read.text(0, 4) !== 'RIFF' || read.text(8, 4) !== 'WEBP') return null;
  const kept: Uint8Array[] = [];
  let size: readonly [number, number] | null = null;
  let pixels = 0;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const name = read.text(at, 4);
    const length = read.u32le(at + 4);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > bytes.length) break;
    if (name === 'VP8 ' || name === 'VP8L' || name === 'ANMF') pixels += 1;
    size ??= sizeIn(read, name, at + 8);
    if (NEEDED.has(name)) kept.push(part(bytes.slice(at, end), name));
    at = end;
  }
  if (pixels === 0 || size === null) return null;
  const [width, height] = size;
  const body = concatBytes(kept);
  return {
    format: 'webp',
    width,
    height,
    frames: pixels,
    tells: false,
    bytes: concatBytes([head(body.length + 4), body]),
  };
}

function part(chunk: Uint8Array, name: string): Uint8Array {
  if (name === 'VP8X') chunk[8] = (chunk[8] ?? 0) & ~TELLS;
  return chunk.length % 2 === 0 ? chunk : concatBytes([chunk, Uint8Array.of(0)]);
}

function sizeIn(read: ByteReader, name: string, at: number): readonly [number, number] | null {
  if (name === 'VP8X') return [read.u24le(at + 4) + 1, read.u24le(at + 7) + 1];
  if (name === 'VP8 ') return [read.u16le(at + 6) & 0x3fff, read.u16le(at + 8) & 0x3fff];
  if (name !== 'VP8L') return null;
  const bits = read.u32le(at + 1);
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
}

function head(size: number): Uint8Array {
  const le = [0, 8, 16, 24].map((shift) => (size >>> shift) & 0xff);
  return Uint8Array.of(0x52, 0x49, 0x46, 0x46, ...le, 0x57, 0x45, 0x42, 0x50);
}
