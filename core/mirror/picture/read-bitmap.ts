import { byteReader } from './bytes.ts';
import type { CleanPicture } from './clean-picture.ts';

/**
 * What a BMP or an icon of Windows is: pixels behind a header, with nowhere to write a name.
 *
 * @returns null for neither
 * @see https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
 */
export function readBitmap(bytes: Uint8Array): CleanPicture | null {
  const read = byteReader(bytes);
  const plain = { frames: 1, tells: false, bytes } as const;
  if (read.text(0, 2) === 'BM' && read.u32le(14) >= 40 && bytes.length > 54) {
    const high = read.u32le(22);
    // A negative height says that rows go down from the top.
    const height = high > 0x7fffffff ? 2 ** 32 - high : high;
    return { format: 'bmp', width: read.u32le(18), height, ...plain };
  }
  if (read.u32(0) !== 0x00000100 || read.u16le(4) === 0 || bytes.length < 22) return null;
  return { format: 'ico', width: read.u8(6) || 256, height: read.u8(7) || 256, ...plain };
}
