import { type LessonSettings, parseLessonSettings } from '../local/lessons/lesson-settings-text.ts';
import type { S3LessonsOptions } from './s3-lesson-reader.ts';
import { readObject } from './s3-read.ts';

/** One settings file. Chosen: a thousand aliases. */
const SETTINGS_BYTES_MAX = 1024 * 1024;

/**
 * What an owner says in one file of a platform's folder.
 *
 * @param name within the folder
 * @returns null where there is none
 * @throws PreauError `mirror-source-unreadable`, with each fault
 */
export async function readLessonSettings(
  { client, bucket: Bucket, prefix }: S3LessonsOptions,
  name: string,
): Promise<LessonSettings | null> {
  const bytes = await readObject(client, { Bucket, Key: prefix + name }, SETTINGS_BYTES_MAX);
  if (bytes === null) return null;
  return parseLessonSettings(Buffer.from(bytes).toString('utf8'), name);
}
