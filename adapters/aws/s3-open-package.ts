import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackageEdition } from '../../app/mirror/package-shelf.ts';
import type { LessonSource, MirrorWords } from '../../app/mirror/ports.ts';
import { ARCHIVE_LIMITS } from '../local/archive/archive-limits.ts';
import { openPackage } from '../local/lessons/open-package.ts';
import { downloadObject } from './s3-download.ts';
import type { S3LessonsOptions } from './s3-lesson-reader.ts';

export interface S3PackageOptions extends Omit<S3LessonsOptions, 'limits'> {
  /** A folder of this process alone, for one package at a time; emptied before each. */
  readonly space: string;
  readonly words: MirrorWords;
}

/**
 * Open a package that lies in a bucket: it is downloaded whole, since it is read from its end, and
 * loses its name as soon as it is open. A process that was killed leaves a file that the next one
 * takes away.
 *
 * @throws PreauError `mirror-source-unreadable`; `store-unavailable`
 */
export async function openS3Package(
  { client, bucket: Bucket, prefix, space, words }: S3PackageOptions,
  { name, edition }: PackageEdition,
): Promise<LessonSource> {
  await rm(space, { recursive: true, force: true });
  await mkdir(space, { recursive: true });
  const path = join(space, 'package');
  try {
    const maxBytes = ARCHIVE_LIMITS.packageBytes;
    await downloadObject(client, { Bucket, Key: prefix + name }, { etag: edition, maxBytes, path });
    return await openPackage(path, words);
  } finally {
    await rm(space, { recursive: true, force: true });
  }
}
