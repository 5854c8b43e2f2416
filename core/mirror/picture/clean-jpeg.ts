import { type ByteReader, byteReader, concatBytes } from './bytes.ts';
import type { CleanPicture } from './clean-picture.ts';

interface Scan {
  readonly bytes: Uint8Array;
  readonly read: ByteReader;
  readonly kept: Uint8Array[];
  width: number;
  height: number;
  /** 1 to 8, as Exif counts. */
  turned: number;
  hasPixels: boolean;
}

const START = Uint8Array.of(0xff, 0xd8);
const END = Uint8Array.of(0xff, 0xd9);

/**
 * A JPEG with its tables, its pixels and its colour profile, and no other segment.
 *
 * @returns null for no JPEG, or one whose pixels never begin
 * @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf annex B
 */
export function cleanJpeg(bytes: Uint8Array): CleanPicture | null {
  const read = byteReader(bytes);
  if (read.u16(0) !== 0xffd8 || read.u8(2) !== 0xff) return null;
  const scan: Scan = { bytes, read, kept: [], width: 0, height: 0, turned: 1, hasPixels: false };
  let at = 2;
  while (at < bytes.length - 1) {
    const next = segment(scan, at);
    if (next === null) break;
    at = next;
  }
  if (!scan.hasPixels || scan.width === 0) return null;
  const lies = scan.turned >= 5;
  return {
    format: 'jpeg',
    width: lies ? scan.height : scan.width,
    height: lies ? scan.width : scan.height,
    frames: 1,
    tells: false,
    // One that was cut short gets an end: browsers show what there is of it.
    bytes: concatBytes([START, ...turn(scan.turned), ...scan.kept, END]),
  };
}

/** @returns where the next segment stands; null at the end */
function segment(scan: Scan, at: number): number | null {
  const { bytes, read } = scan;
  if (read.u8(at) !== 0xff) return null;
  const marker = read.u8(at + 1);
  if (marker === 0xff) return at + 1;
  if (marker === 0xd9) return null;
  const end = at + 2 + read.u16(at + 2);
  if (end > bytes.length || end < at + 4) return null;
  if (isFrame(marker)) {
    scan.height = read.u16(at + 5);
    scan.width = read.u16(at + 7);
  }
  if (marker === 0xe1 && read.text(at + 4, 6) === 'Exif\0\0')
    scan.turned = turned(scan, at + 10, end);
  const stop = marker === 0xda ? endOfPixels(bytes, end) : end;
  if (marker === 0xda) scan.hasPixels = true;
  if (isNeeded(read, marker, at)) scan.kept.push(bytes.subarray(at, stop));
  return stop;
}

const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Tables, frames and scans; of the rest what colours need. A preview in the JFIF header goes. */
function isNeeded(read: ByteReader, marker: number, at: number): boolean {
  if (marker >= 0xc0 && marker <= 0xdf) return true;
  if (marker === 0xe0) return read.text(at + 4, 5) === 'JFIF\0' && read.u16(at + 2) === 16;
  if (marker === 0xe2) return read.text(at + 4, 12) === 'ICC_PROFILE\0';
  return marker === 0xee && read.text(at + 4, 5) === 'Adobe';
}

/** Pixels end at a marker that is neither a stuffed byte nor a restart. */
function endOfPixels(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1 && at < bytes.length - 1) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + (next === 0xff ? 1 : 2));
  }
  return bytes.length;
}

/** @see https://www.cipa.jp/std/documents/e/DC-008-2012_E.pdf 4.6.4, tag 0x0112 in the first list */
function turned({ read }: Scan, start: number, end: number): number {
  const isLittle = read.text(start, 2) === 'II';
  const u16 = isLittle ? read.u16le : read.u16;
  const list = start + (isLittle ? read.u32le : read.u32)(start + 4);
  const entries = Math.min(u16(list), 200);
  for (let entry = 0; entry < entries && list + 14 + entry * 12 <= end; entry += 1) {
    const at = list + 2 + entry * 12;
    const value = u16(at + 8);
    if (u16(at) === 0x0112 && value >= 1 && value <= 8) return value;
  }
  return 1;
}

/** The smallest Exif there is: one entry, how the picture is turned. */
function turn(turned: number): readonly Uint8Array[] {
  if (turned === 1) return [];
  const head = [0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  return [Uint8Array.of(...head, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, turned, 0, 0, 0, 0, 0, 0)];
}
