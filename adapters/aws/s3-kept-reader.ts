import type { S3Client } from '@aws-sdk/client-s3';
import type { LessonFile } from '../../app/mirror/ports.ts';
import { WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { PreauError } from '../../core/errors.ts';
import { ARCHIVE_LIMITS } from '../local/archive/archive-limits.ts';
import { readObject } from './s3-read.ts';

type Read = (file: LessonFile) => Promise<Uint8Array | null>;

/**
 * Reads what was in a package from where it was laid down, and everything else as before.
 *
 * @throws PreauError `not-found` when what was laid down is gone: that is no fault of the package
 */
export function s3KeptReader(client: S3Client, bucket: string, read: Read): Read {
  return async (file) => {
    if (file.kept === undefined) return read(file);
    if (file.kept === null) return null;
    const place = { Bucket: bucket, Key: WORK_OBJECTS.content(file.kept) };
    const bytes = await readObject(client, place, ARCHIVE_LIMITS.readBytes);
    if (bytes !== null) return bytes;
    throw new PreauError(
      'not-found',
      `Expected ${file.name} at ${bucket}/${place.Key}, where it was laid down, found nothing. Begin the build anew with "whole": true.`,
    );
  };
}
