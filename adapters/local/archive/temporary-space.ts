import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { PreauError } from '../../../core/errors.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { readRange } from './read-range.ts';

/**
 * Unpack a gzipped file into a temporary one that has no name any more, so that even a killed
 * process leaves nothing behind; closing it gives the space back.
 *
 * @throws PreauError `mirror-source-unreadable` past the limits or without room, and what zlib throws
 */
export async function unzipToSpace(
  source: FileHandle,
  packed: { readonly path: string; readonly sizeBytes: number },
  limits: ArchiveLimits,
): Promise<{ readonly file: FileHandle; readonly sizeBytes: number }> {
  const space = await namelessFile().catch((error: unknown) => {
    throw noRoom(error);
  });
  try {
    const sizeBytes = await unzip(source, packed, space, limits);
    return { file: space, sizeBytes };
  } catch (error) {
    await space.close();
    throw error;
  }
}

async function namelessFile(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-package-'));
  try {
    return await open(join(folder, 'unpacked'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unzip(
  source: FileHandle,
  packed: { readonly path: string; readonly sizeBytes: number },
  space: FileHandle,
  limits: ArchiveLimits,
): Promise<number> {
  const gunzip = createGunzip({ chunkSize: 128 * 1024 });
  const input = Readable.from(readRange(source, 0, packed.sizeBytes));
  input.on('error', (error) => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const piece of input.pipe(gunzip) as AsyncIterable<Buffer>) {
      bytes += piece.length;
      checkGrowth(bytes, packed, limits);
      // Whole, and from where the last one ended; `write` alone may stop half way.
      await space.writeFile(piece).catch((error: unknown) => {
        throw noRoom(error);
      });
    }
    return bytes;
  } finally {
    input.destroy();
    gunzip.destroy();
  }
}

/** A full disk is not the package's fault. */
const noRoom = (cause: unknown): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected room in ${tmpdir()} to unpack a gzipped package, got none (${cause instanceof Error ? cause.message : 'unknown reason'}); free some, or name another folder in TMPDIR`,
    {
      cause,
      said: {
        key: 'course.noRoom',
        values: { folder: tmpdir(), why: cause instanceof Error ? cause.message : '?' },
      },
    },
  );

function checkGrowth(
  bytes: number,
  packed: { readonly path: string; readonly sizeBytes: number },
  limits: ArchiveLimits,
): void {
  const isBomb = bytes > limits.ratioFromBytes && bytes > limits.ratio * packed.sizeBytes;
  if (!isBomb && bytes <= limits.totalBytes) return;
  throw new PreauError(
    'mirror-source-unreadable',
    `expected a package that unpacks to at most ${limits.totalBytes} bytes and ${limits.ratio} times its size, got more from ${packed.path}; export the course again, in parts if it is that large`,
    {
      said: {
        key: 'course.bomb',
        values: { path: packed.path, most: limits.totalBytes, ratio: limits.ratio },
      },
    },
  );
}
