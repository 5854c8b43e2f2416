import type { FileHandle } from 'node:fs/promises';

/** Fixed part of the record at the end, and the longest comment after it. APPNOTE 4.3.16. */
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;

const END_SIGNATURE = 0x06054b50;
const DIRECTORY_SIGNATURE = 0x02014b50;

/**
 * Where a ZIP begins in a file: 0, or after something that was put before it, as self-extracting
 * archives and careless downloads have it. Its own offsets count from there.
 *
 * @returns null when the file does not end as a ZIP does
 */
export async function zipStart(file: FileHandle, sizeBytes: number): Promise<number | null> {
  const tail = Buffer.alloc(Math.min(sizeBytes, END_BYTES + MAX_COMMENT_BYTES));
  await file.read(tail, 0, tail.length, sizeBytes - tail.length);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    if (tail.readUInt16LE(at + 20) !== tail.length - at - END_BYTES) continue;
    const directoryBytes = tail.readUInt32LE(at + 12);
    const directoryAt = tail.readUInt32LE(at + 16);
    return startBefore(file, sizeBytes - tail.length + at, directoryBytes, directoryAt);
  }
  return null;
}

async function startBefore(
  file: FileHandle,
  endAt: number,
  directoryBytes: number,
  directoryAt: number,
): Promise<number> {
  const start = endAt - directoryBytes - directoryAt;
  if (start <= 0) return 0;
  const signature = Buffer.alloc(4);
  await file.read(signature, 0, 4, start + directoryAt);
  return signature.readUInt32LE(0) === DIRECTORY_SIGNATURE ? start : 0;
}
