import { byteReader, concatBytes } from './bytes.ts';
import type { CleanPicture } from './clean-picture.ts';

const SIGNATURE = '\u0089PNG\r\n\u001A\n';
const END = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);

/** What pixels, colours and movement need; no text, no time, no Exif, no maker's own parts. */
const NEEDED: ReadonlySet<string> = new Set(
  'IHDR PLTE IDAT tRNS gAMA cHRM sRGB iCCP cICP sBIT bKGD pHYs acTL fcTL fdAT'.split(' '),
);

/**
 * A PNG of the parts that its picture needs.
 *
 * @returns null for no PNG, or one without pixels
 * @see https://www.w3.org/TR/png-3/#5DataRep
 */
export function cleanPng(bytes: Uint8Array): CleanPicture | null {
  const read = byteReader(bytes);
  if (read.text(0, 8) !== SIGNATURE || read.text(12, 4) !== 'IHDR') return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let frames = 1;
  let hasPixels = false;
  let at = 8;
  while (at + 12 <= bytes.length) {
    const end = at + 12 + read.u32(at);
    const name = read.text(at + 4, 4);
    if (end > bytes.length || name === 'IEND') break;
    if (name === 'acTL') frames = Math.max(1, read.u32(at + 8));
    if (name === 'IDAT') hasPixels = true;
    if (NEEDED.has(name)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  if (!hasPixels) return null;
  return {
    format: 'png',
    width: read.u32(16),
    height: read.u32(20),
    frames,
    tells: false,
    bytes: concatBytes([...kept, END]),
  };
}
