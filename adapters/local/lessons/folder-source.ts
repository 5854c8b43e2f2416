import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import { PreauError } from '../../../core/errors.ts';
import type { LeftOut, LessonFile, LessonSource } from '../../../app/mirror/ports.ts';
import {
  bytesTaken,
  maxLessonBytes,
  sizeRefusal,
  SOURCE_LIMITS,
  type SourceLimits,
} from './lesson-limits.ts';
import { SETTINGS_FILE } from './lesson-settings-text.ts';
import { readLessonSets } from './lesson-settings.ts';
import { readWithSnippets } from './markdown/snippets.ts';
import { withTeacherOrder } from './order/with-order.ts';
import { isSettingsName, isUnreadSettings } from './settings-beside.ts';
import { isThere } from '../is-there.ts';
import { readFileBounded } from '../read-file-bounded.ts';
import { STORE as MIRROR_STORE } from '../mirror/pointer.ts';

/**
 * A folder of lessons as a source, in its teacher's order. Links are not followed, so nothing outside
 * it is ever read.
 */
export function folderSource(folder: string, limits: SourceLimits = SOURCE_LIMITS): LessonSource {
  const read = (file: LessonFile): Promise<Uint8Array | null> =>
    readFileBounded(join(folder, file.name), maxLessonBytes(file.name, limits), 'refused');
  const list = (): Promise<Listing> => listFolder(folder, limits);
  const plain = { sets: () => readLessonSets(folder), list, read };
  return { ...withTeacherOrder(plain), read: readWithSnippets(read, finder(list)) };
}

/** A page names what it includes: only what was listed is read, so that no link leads outside. */
function finder(list: () => Promise<Listing>): (name: string) => Promise<LessonFile | null> {
  let known: Promise<ReadonlyMap<string, LessonFile>> | null = null;
  return async (name) => {
    known ??= list().then(({ files }) => new Map(files.map((file) => [file.path, file])));
    return (await known).get(`/${name.normalize('NFC')}`) ?? null;
  };
}

interface Listing {
  readonly files: LessonFile[];
  readonly leftOut: LeftOut[];
  readonly paths: Set<string>;
  bytes: number;
}

async function listFolder(folder: string, limits: SourceLimits): Promise<Listing> {
  const listing: Listing = { files: [], leftOut: [], paths: new Set(), bytes: 0 };
  await walk(folder, '', limits, listing, 0);
  return listing;
}

async function walk(
  root: string,
  under: string,
  limits: SourceLimits,
  listing: Listing,
  depth: number,
): Promise<void> {
  for (const entry of await entries(join(root, under), under === '')) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    const leave = (reason: string): void => void listing.leftOut.push({ name, reason });
    if (isSettingsName(entry.name)) {
      if (isUnreadSettings(entry.name)) leave('settings-unread');
      continue;
    }
    if (entry.isSymbolicLink()) leave('link');
    else if (entry.isDirectory()) {
      const reason = folderRefusal(name, depth, limits) ?? (await mirrorRefusal(join(root, name)));
      if (reason === null) await walk(root, name, limits, listing, depth + 1);
      else leave(reason);
    } else if (!entry.isFile()) leave('special');
    else await addFile(root, name, limits, listing);
  }
}

function folderRefusal(name: string, depth: number, limits: SourceLimits): string | null {
  const place = lessonPath(name);
  if (place.kind === 'refused') return place.reason;
  return depth >= limits.depth ? 'too-deep' : null;
}

/** A copy of these lessons or of others: to copy it again would grow with each build. */
const mirrorRefusal = async (folder: string): Promise<string | null> =>
  (await isThere(join(folder, MIRROR_STORE))) ? 'mirror' : null;

async function addFile(
  root: string,
  name: string,
  limits: SourceLimits,
  listing: Listing,
): Promise<void> {
  const place = lessonPath(name);
  const leave = (reason: string): void => void listing.leftOut.push({ name, reason });
  if (place.kind === 'refused') return leave(place.reason);
  if (listing.files.length >= limits.files) {
    throw new PreauError(
      'mirror-source-unreadable',
      `expected at most ${limits.files} files in the source folder, got more; split it, or list what is no lesson under "exclude" in ${SETTINGS_FILE}`,
      { said: { key: 'course.folder', values: { most: limits.files, settings: SETTINGS_FILE } } },
    );
  }
  // Two names that differ only in how their accents are written are one address.
  if (listing.paths.has(place.path)) return leave('name-taken');
  const { size } = await lstat(join(root, name));
  const reason = sizeRefusal(name, size, listing.bytes, limits);
  if (reason !== null) return leave(reason);
  listing.paths.add(place.path);
  listing.bytes += bytesTaken(name, size);
  listing.files.push({ name, path: place.path, sizeBytes: size });
}

async function entries(folder: string, isRoot: boolean): Promise<readonly Dirent[]> {
  try {
    const found = await readdir(folder, { withFileTypes: true });
    return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (!isRoot) return [];
    throw new PreauError(
      'mirror-source-unreadable',
      `expected a folder of lessons at ${folder}, got none that can be read; give the folder that holds the HTML, Markdown or PDF files`,
      { cause: error, said: { key: 'lessons.folder', values: { folder } } },
    );
  }
}
