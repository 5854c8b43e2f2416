import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { PreauError, type Said } from '../../../core/errors.ts';
import type { Archive } from './archive.ts';
import { ARCHIVE_LIMITS, type ArchiveLimits } from './archive-limits.ts';
import { gzippedTarArchive, tarArchive } from './tar-archive.ts';
import { zipArchive } from './zip-archive.ts';
import { zipStart } from './zip-start.ts';

/**
 * Open a package by what it is, never by what its name ends with: a ZIP (also with something
 * before it), a TAR, or a gzipped TAR. Nothing is unpacked to where a name of it points.
 *
 * @throws PreauError `mirror-source-unreadable` for what cannot be read, is none of them, ends
 *   early, or is past its limits as a whole
 */
export async function openArchive(
  path: string,
  limits: ArchiveLimits = ARCHIVE_LIMITS,
): Promise<Archive> {
  // Without waiting: a named pipe would keep the build until somebody writes to it.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const file = await open(path, flags).catch((error: unknown) => {
    throw unreadable(path, 'none that can be opened', { key: 'got.unopened' }, error);
  });
  try {
    return await openFile(file, path, limits);
  } catch (error) {
    await file.close();
    throw error instanceof PreauError
      ? error
      : unreadable(path, 'a damaged one', { key: 'got.damaged' }, error);
  }
}

async function openFile(file: FileHandle, path: string, limits: ArchiveLimits): Promise<Archive> {
  const stats = await file.stat();
  if (!stats.isFile()) throw unreadable(path, 'no file', { key: 'got.noFile' });
  if (stats.size > limits.packageBytes) {
    throw unreadable(path, `${stats.size} bytes, more than ${limits.packageBytes}`, {
      key: 'got.bytesOver',
      values: { bytes: stats.size, most: limits.packageBytes },
    });
  }
  const found = { path, sizeBytes: stats.size };
  const head = Buffer.alloc(512);
  await file.read(head, 0, head.length, 0);
  if (head[0] === 0x1f && head[1] === 0x8b) return gzippedTarArchive(file, found, limits);
  // POSIX and GNU TAR alike. IEEE Std 1003.1, ustar interchange format.
  if (head.toString('latin1', 257, 262) === 'ustar') return tarArchive(file, found, limits);
  const start = await zipStart(file, stats.size);
  if (start === null)
    throw unreadable(path, 'neither, or one that was cut off', { key: 'got.noPackage' });
  return zipArchive(file, { path, start, sizeBytes: stats.size - start }, limits);
}

const unreadable = (path: string, got: string, said: Said, cause?: unknown): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected a package (ZIP or gzipped TAR) at ${path}, got ${got}; export it again`,
    { cause, said: { key: 'course.archive', values: { path, got: said } } },
  );
