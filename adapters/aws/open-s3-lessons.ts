import { choosePackages } from '../../app/mirror/choose-packages.ts';
import { mountPackages, MAX_PACKAGES } from '../../app/mirror/mount-packages.ts';
import type {
  PackageEdition,
  PackageShelf,
  UnpackedPackage,
} from '../../app/mirror/package-shelf.ts';
import type { LessonSource } from '../../app/mirror/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { settingsBeside, withOwnersWords } from '../local/lessons/settings-beside.ts';
import { s3KeptReader } from './s3-kept-reader.ts';
import type { S3LessonsOptions } from './s3-lesson-reader.ts';
import { readLessonSettings } from './s3-lesson-settings.ts';
import { s3Folder } from './s3-lessons.ts';
import { listLessons } from './s3-list-lessons.ts';

export interface OpenS3LessonsOptions extends S3LessonsOptions {
  readonly workBucket: string;
  readonly shelf: Pick<PackageShelf, 'record'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * A platform's lessons with the packages that lie among them, as `openLessons` has them on one
 * machine: the packages were unpacked before, each with its owner's words beside it.
 *
 * @throws PreauError `not-found` for a package that came since packages were unpacked;
 *   `mirror-source-unreadable`; `store-unavailable`
 */
export function openS3Lessons(options: OpenS3LessonsOptions): Promise<LessonSource> {
  const { client, bucket, prefix, workBucket, shelf, now } = options;
  const { source, editionOf } = s3Folder(options);
  const read = s3KeptReader(client, workBucket, () => Promise.resolve(null));
  return mountPackages(source, async ({ name }) => {
    const record = await shelf.record({ name, edition: editionOf(name) ?? '' });
    if (record?.kind === 'unreadable') return null;
    if (record === null || record.until <= now()) throw unknown(`${bucket}/${prefix}${name}`);
    return withOwnersWords(sourceOf(record, read), () =>
      readLessonSettings(options, settingsBeside(name)),
    );
  });
}

/**
 * The packages that {@link openS3Lessons} will ask for, as they lie there now: none that their owner
 * excludes.
 *
 * @throws PreauError `mirror-source-unreadable` for an owner's words that are wrong
 */
export async function findPackages(options: S3LessonsOptions): Promise<readonly PackageEdition[]> {
  const { files, editions } = await listLessons(options);
  const sets = await s3Folder(options).source.sets();
  return choosePackages(files, sets)
    .chosen.slice(0, MAX_PACKAGES)
    .map(({ file: { name } }) => ({ name, edition: editions.get(name) ?? '' }));
}

const sourceOf = (record: UnpackedPackage, read: LessonSource['read']): LessonSource => ({
  sets: () => Promise.resolve(record.sets),
  list: () => Promise.resolve({ files: record.files, leftOut: record.leftOut }),
  outline: () => Promise.resolve(record.outline),
  read,
});

const unknown = (name: string): PreauError =>
  new PreauError(
    'not-found',
    `Expected what is in ${name} to be unpacked, found no trace of it: it came or was replaced while the build ran. Begin the build anew.`,
  );
