import type { FileHandle } from 'node:fs/promises';
import { admitEntries } from './admit-entries.ts';
import type { Archive } from './archive.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import { archiveOf } from './archive-of.ts';
import { readRange } from './read-range.ts';
import { indexTar } from './tar-index.ts';
import { unzipToSpace } from './temporary-space.ts';

/** What an archive is read from. */
export interface PackageFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A TAR, read where it lies. The file is closed with it. */
export async function tarArchive(
  file: FileHandle,
  tar: PackageFile,
  limits: ArchiveLimits,
): Promise<Archive> {
  const found = await indexTar(readRange(file, 0, tar.sizeBytes), tar.path, limits);
  return archiveOf(
    admitEntries(found, limits),
    ({ offset, sizeBytes }) => readRange(file, offset, sizeBytes),
    () => file.close(),
    limits,
  );
}

/**
 * A gzipped TAR. It has no directory and cannot be read from the middle, so it is unpacked once,
 * into temporary space that is given back with it. Nothing of it gets a name on disk.
 */
export async function gzippedTarArchive(
  file: FileHandle,
  tar: PackageFile,
  limits: ArchiveLimits,
): Promise<Archive> {
  const space = await unzipToSpace(file, tar, limits);
  try {
    return await tarArchive(space.file, { path: tar.path, sizeBytes: space.sizeBytes }, limits);
  } catch (error) {
    await space.file.close();
    throw error;
  } finally {
    await file.close();
  }
}
