import type { S3Client } from '@aws-sdk/client-s3';
import type { LessonFile, LessonSource } from '../../app/mirror/ports.ts';
import {
  maxLessonBytes,
  SOURCE_LIMITS,
  type SourceLimits,
} from '../local/lessons/lesson-limits.ts';
import { readWithSnippets } from '../local/lessons/markdown/snippets.ts';
import { lessonPath } from '../../core/mirror/lesson-path.ts';
import { readObject } from './s3-read.ts';

export interface S3LessonsOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** The platform's folder, with its slash. */
  readonly prefix: string;
  /** @default those of a folder on disk */
  readonly limits?: SourceLimits;
}

/** Reads lessons that were listed before: by itself it needs no reader of settings. */
export function s3LessonReader(options: S3LessonsOptions): Pick<LessonSource, 'read'> {
  const { limits = SOURCE_LIMITS } = options;
  const read = (file: LessonFile): Promise<Uint8Array | null> =>
    readLesson(options, file, maxLessonBytes(file.name, limits));
  // Under the platform's own prefix, and by names that its list would take.
  const find = async (name: string): Promise<LessonFile | null> =>
    lessonPath(name).kind === 'path' ? { name, path: `/${name}`, sizeBytes: 1 } : null;
  return { read: readWithSnippets(read, find) };
}

/** A lesson that grew since it was listed is not read past its limit. */
async function readLesson(
  { client, bucket: Bucket, prefix }: S3LessonsOptions,
  { name, sizeBytes }: LessonFile,
  maxBytes: number,
): Promise<Uint8Array | null> {
  // S3 refuses any range of nothing.
  if (sizeBytes === 0) return new Uint8Array();
  const place = { Bucket, Key: prefix + name, Range: `bytes=0-${maxBytes}` };
  const bytes = await readObject(client, place, maxBytes + 1);
  return bytes === null || bytes.length > maxBytes ? null : bytes;
}
