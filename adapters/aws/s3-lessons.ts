import type { LeftOut, LessonFile, LessonSet, LessonSource } from '../../app/mirror/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { lessonPath } from '../../core/mirror/lesson-path.ts';
import {
  maxLessonBytes,
  SOURCE_LIMITS,
  type SourceLimits,
} from '../local/lessons/lesson-limits.ts';
import {
  MAX_SETS,
  NOTHING_SAID,
  parseLessonSettings,
  SETTINGS_FILE,
} from '../local/lessons/lesson-settings-text.ts';
import { withTeacherOrder } from '../local/lessons/order/with-order.ts';
import { s3LessonReader, type S3LessonsOptions } from './s3-lesson-reader.ts';
import { listObjects } from './s3-list.ts';
import { readObject } from './s3-read.ts';

/** A mirror's address is a key too, behind the release's own hundred bytes; S3 has 1,024. */
const PATH_BYTES_MAX = 900;
/** One settings file. Chosen: a thousand aliases. */
const SETTINGS_BYTES_MAX = 1024 * 1024;

/**
 * One platform's lessons in a bucket, by the same rules as a folder of them: what one leaves out,
 * so does the other.
 */
export function s3Lessons(options: S3LessonsOptions): LessonSource {
  const { limits = SOURCE_LIMITS } = options;
  return withTeacherOrder({
    sets: () => readSets(options),
    list: () => listLessons(options, limits),
    ...s3LessonReader(options),
  });
}

interface Listing {
  readonly files: LessonFile[];
  readonly leftOut: LeftOut[];
  readonly paths: Set<string>;
  bytes: number;
}

async function listLessons(
  { client, bucket, prefix }: S3LessonsOptions,
  limits: SourceLimits,
): ReturnType<LessonSource['list']> {
  const listing: Listing = { files: [], leftOut: [], paths: new Set(), bytes: 0 };
  for await (const { key, sizeBytes } of listObjects(client, { Bucket: bucket, Prefix: prefix })) {
    const name = key.slice(prefix.length);
    // A folder that a console made is an object whose name ends with a slash.
    if (name.endsWith('/') || name === '' || isSettings(name)) continue;
    const reason = refusal(name, sizeBytes, limits, listing);
    if (reason !== null) listing.leftOut.push({ name, reason });
    else add(name, sizeBytes, limits, listing);
  }
  return listing;
}

const isSettings = (name: string): boolean =>
  name === SETTINGS_FILE || name.endsWith(`/${SETTINGS_FILE}`);

function refusal(
  name: string,
  sizeBytes: number,
  limits: SourceLimits,
  { paths, bytes }: Listing,
): string | null {
  const place = lessonPath(name);
  if (place.kind === 'refused') return place.reason;
  if (name.split('/').length > limits.depth + 1) return 'too-deep';
  if (Buffer.byteLength(place.path) > PATH_BYTES_MAX) return 'too-long';
  if (paths.has(place.path)) return 'name-taken';
  if (sizeBytes > maxLessonBytes(name, limits)) return 'too-big';
  return bytes + sizeBytes > limits.totalBytes ? 'source-too-big' : null;
}

function add(name: string, sizeBytes: number, limits: SourceLimits, listing: Listing): void {
  if (listing.files.length >= limits.files)
    throw new PreauError(
      'mirror-source-unreadable',
      `expected at most ${limits.files} lessons of one platform, got more; split them, or list what is no lesson under "exclude" in ${SETTINGS_FILE}`,
    );
  const path = `/${name.normalize('NFC')}`;
  listing.paths.add(path);
  listing.bytes += sizeBytes;
  listing.files.push({ name, path, sizeBytes });
}

async function readSets(options: S3LessonsOptions): Promise<readonly LessonSet[]> {
  const { client, bucket: Bucket, prefix } = options;
  const said: string[] = [];
  for await (const { key } of listObjects(client, { Bucket, Prefix: prefix })) {
    const name = key.slice(prefix.length);
    if (isSettings(name) && name.split('/').length <= 2) said.push(name);
  }
  const sets: LessonSet[] = [];
  for (const name of said.slice(0, MAX_SETS + 1)) {
    const folder = name === SETTINGS_FILE ? '' : name.slice(0, name.indexOf('/'));
    if (folder !== '' && lessonPath(folder).kind === 'refused') continue;
    const bytes = await readObject(client, { Bucket, Key: prefix + name }, SETTINGS_BYTES_MAX);
    const text = Buffer.from(bytes ?? []).toString('utf8');
    const place = folder === '' ? '/' : `/${folder.normalize('NFC')}/`;
    sets.push({ folder: place, ...parseLessonSettings(text, name) });
  }
  const root = sets.find(({ folder }) => folder === '/') ?? { folder: '/', ...NOTHING_SAID };
  return [root, ...sets.filter(({ folder }) => folder !== '/')];
}
