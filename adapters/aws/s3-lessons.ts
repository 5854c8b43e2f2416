import type { LessonSet, LessonSource } from '../../app/mirror/ports.ts';
import { NOTHING_SAID, SETTINGS_FILE } from '../local/lessons/lesson-settings-text.ts';
import { withTeacherOrder } from '../local/lessons/order/with-order.ts';
import { settingsPlaces } from '../local/lessons/settings-places.ts';
import { s3LessonReader, type S3LessonsOptions } from './s3-lesson-reader.ts';
import { readLessonSettings } from './s3-lesson-settings.ts';
import { listObjects } from './s3-list.ts';
import { listLessons, type S3Listing } from './s3-list-lessons.ts';

/** What owners say of a folder of lessons. */
const isSettings = (name: string): boolean =>
  name === SETTINGS_FILE || name.endsWith(`/${SETTINGS_FILE}`);

/** A platform's folder in a bucket, and which edition of each file was listed. */
export interface S3Folder {
  readonly source: LessonSource;
  /** @returns the ETag of a file of the last list */
  readonly editionOf: (name: string) => string | null;
}

/**
 * One platform's lessons in a bucket, by the same rules as a folder of them: what one leaves out,
 * so does the other.
 */
export function s3Folder(options: S3LessonsOptions): S3Folder {
  let editions: S3Listing['editions'] = new Map();
  const list = async () => {
    const listing = await listLessons(options);
    ({ editions } = listing);
    return listing;
  };
  return {
    source: withTeacherOrder({
      sets: () => readSets(options),
      list,
      ...s3LessonReader(options),
    }),
    editionOf: (name) => editions.get(name) ?? null,
  };
}

async function readSets(options: S3LessonsOptions): Promise<readonly LessonSet[]> {
  const { client, bucket: Bucket, prefix } = options;
  const said: string[] = [];
  for await (const { key } of listObjects(client, { Bucket, Prefix: prefix })) {
    const name = key.slice(prefix.length);
    if (isSettings(name)) said.push(name);
  }
  const sets: LessonSet[] = [];
  for (const { name, folder } of settingsPlaces(said))
    sets.push({ folder, ...((await readLessonSettings(options, name)) ?? NOTHING_SAID) });
  const root = sets.find(({ folder }) => folder === '/') ?? { folder: '/', ...NOTHING_SAID };
  return [root, ...sets.filter(({ folder }) => folder !== '/')];
}
