import type { LeftOut, LessonFile } from '../../app/mirror/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { lessonPath } from '../../core/mirror/lesson-path.ts';
import {
  bytesTaken,
  sizeRefusal,
  SOURCE_LIMITS,
  type SourceLimits,
} from '../local/lessons/lesson-limits.ts';
import { SETTINGS_FILE } from '../local/lessons/lesson-settings-text.ts';
import { isSettingsName, isUnreadSettings } from '../local/lessons/settings-beside.ts';
import type { S3LessonsOptions } from './s3-lesson-reader.ts';
import { listObjects } from './s3-list.ts';

/** A mirror's address is a key too, behind the release's own hundred bytes; S3 has 1,024. */
const PATH_BYTES_MAX = 900;

/** What lies in a platform's folder, packages as the files that they are. */
export interface S3Listing {
  readonly files: readonly LessonFile[];
  readonly leftOut: readonly LeftOut[];
  /** The ETag of each file, by its name. */
  readonly editions: ReadonlyMap<string, string>;
}

interface Listing extends S3Listing {
  readonly files: LessonFile[];
  readonly leftOut: LeftOut[];
  readonly editions: Map<string, string>;
  readonly paths: Set<string>;
  bytes: number;
}

/** @throws PreauError `mirror-source-unreadable` for too many; `store-unavailable` */
export async function listLessons(options: S3LessonsOptions): Promise<S3Listing> {
  const { client, bucket: Bucket, prefix, limits = SOURCE_LIMITS } = options;
  const listing: Listing = {
    files: [],
    leftOut: [],
    editions: new Map(),
    paths: new Set(),
    bytes: 0,
  };
  for await (const { key, sizeBytes, etag } of listObjects(client, { Bucket, Prefix: prefix })) {
    const name = key.slice(prefix.length);
    // A folder that a console made is an object whose name ends with a slash.
    if (name.endsWith('/') || name === '') continue;
    if (isSettingsName(name)) {
      if (isUnreadSettings(name)) listing.leftOut.push({ name, reason: 'settings-unread' });
      continue;
    }
    const reason = refusal(name, sizeBytes, limits, listing);
    if (reason !== null) listing.leftOut.push({ name, reason });
    else {
      add(name, sizeBytes, limits, listing);
      listing.editions.set(name, etag);
    }
  }
  return listing;
}

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
  return sizeRefusal(name, sizeBytes, bytes, limits);
}

function add(name: string, sizeBytes: number, limits: SourceLimits, listing: Listing): void {
  if (listing.files.length >= limits.files)
    throw new PreauError(
      'mirror-source-unreadable',
      `expected at most ${limits.files} lessons of one platform, got more; split them, or list what is no lesson under "exclude" in ${SETTINGS_FILE}`,
    );
  const path = `/${name.normalize('NFC')}`;
  listing.paths.add(path);
  listing.bytes += bytesTaken(name, sizeBytes);
  listing.files.push({ name, path, sizeBytes });
}
