import { createHash, hash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import type { ManifestFile } from '../../../core/mirror/manifest.ts';

/**
 * What files are read into, one after the other. Of a build's thousands of files a buffer for each
 * would be megabytes that the collector has to look for.
 */
const scratch = Buffer.allocUnsafeSlow(262_144);

/** @returns whether a file is there with these very bytes; false too where it cannot be read */
export function hasBytes(path: string, bytes: Uint8Array): boolean {
  let at = 0;
  const isRead = eachPart(path, (part) => {
    const isSame = part.equals(bytes.subarray(at, at + part.length));
    at += part.length;
    return isSame;
  });
  return isRead && at === bytes.length;
}

/** @returns whether a file is there with the bytes of this hash; false too where it cannot be read */
export function hasHash(
  path: string,
  { sha256, sizeBytes }: Pick<ManifestFile, 'sha256' | 'sizeBytes'>,
): boolean {
  const digest = sizeBytes > scratch.length ? createHash('sha256') : null;
  let whole = '';
  let at = 0;
  const isRead = eachPart(path, (part) => {
    at += part.length;
    if (digest === null) whole = hash('sha256', part);
    else digest.update(part);
    return at <= sizeBytes;
  });
  if (!isRead || at !== sizeBytes) return false;
  return (digest?.digest('hex') ?? (whole === '' ? hash('sha256', '') : whole)) === sha256;
}

/** Read a file in parts, each of which is gone with the next; to its end, or until one is not wanted. */
function eachPart(path: string, wants: (part: Buffer) => boolean): boolean {
  let file: number | null = null;
  try {
    file = openSync(path, 'r');
    for (;;) {
      const got = readSync(file, scratch, 0, scratch.length, null);
      if (got === 0) return true;
      if (!wants(scratch.subarray(0, got))) return false;
    }
  } catch {
    return false;
  } finally {
    if (file !== null) closeSync(file);
  }
}
