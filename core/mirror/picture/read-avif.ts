import { byteReader } from './bytes.ts';
import type { CleanPicture } from './clean-picture.ts';

/** Where the boxes before the pixels are looked through. Chosen: real ones are below 1 kB. */
const HEAD_BYTES = 65_536;

/**
 * What an AVIF is. Its parts point at each other by address, so that nothing is taken out here:
 * one that has Exif or XMP beside its picture is said to tell.
 *
 * @returns null for no AVIF
 * @see https://aomediacodec.github.io/av1-avif/
 */
export function readAvif(bytes: Uint8Array): CleanPicture | null {
  const read = byteReader(bytes);
  const brand = read.text(8, 4);
  if (read.text(4, 4) !== 'ftyp' || (brand !== 'avif' && brand !== 'avis')) return null;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD_BYTES));
  const size = head.indexOf('ispe');
  if (size === -1) return null;
  return {
    format: 'avif',
    width: read.u32(size + 8),
    height: read.u32(size + 12),
    frames: brand === 'avis' ? 2 : 1,
    tells: /infe[^]{8}(?:Exif|mime|uri )/.test(head) || head.includes('uuid'),
    bytes,
  };
}
