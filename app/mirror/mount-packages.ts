import { PreauError } from '../../core/errors.ts';
import { choosePackages, isPackage, withoutEnding } from './choose-packages.ts';
import { matchesItem } from './match-item.ts';
import { mountSources, type MountedSource } from './mount-sources.ts';
import type { LeftOut, LessonFile, LessonSet, LessonSource } from './ports.ts';

/** Packages of one folder that are opened. Each open one keeps a file, a few megabytes. Chosen. */
export const MAX_PACKAGES = 100;

/**
 * What a folder and its packages may hold together. A manifest has 50,000 files, the mirror's own
 * among them; the bytes are chosen, five full packages.
 */
export const MOUNTED_LIMITS = { files: 40_000, totalBytes: 10 * 1024 ** 3 } as const;

/**
 * Open one package of the folder.
 *
 * @returns null when it cannot be read
 */
export type OpenPackage = (file: LessonFile) => Promise<LessonSource | null>;

/**
 * A folder's lessons with the packages that lie in it, each under its own name. A package that cannot
 * be read is one lesson less, not the end of the others; one that its owner excludes is not opened.
 */
export async function mountPackages(
  root: LessonSource,
  open: OpenPackage,
  limits: { readonly files: number; readonly totalBytes: number } = MOUNTED_LIMITS,
): Promise<LessonSource> {
  const { files, leftOut } = await root.list();
  const lessons = files.filter(({ name }) => !isPackage(name));
  const mounts: MountedSource[] = [];
  const sets = await root.sets();
  const { chosen, leftOut: refused } = choosePackages(files, sets);
  const missing: LeftOut[] = [...refused];
  const room = { files: limits.files - lessons.length, bytes: limits.totalBytes };
  try {
    for (const [at, { file, folder }] of chosen.entries()) {
      const { name } = file;
      const source = at < MAX_PACKAGES ? await openListed(file, open) : null;
      if (source === null) missing.push({ name, reason: 'package-unreadable' });
      else if (await fits(source, room))
        mounts.push({ folder, title: titleOf(name), source: withWordsOnIt(source, file, sets) });
      else {
        await source.close?.();
        missing.push({ name, reason: 'source-too-big' });
      }
    }
  } catch (error) {
    await Promise.all(mounts.map(async ({ source }) => source.close?.()));
    throw error;
  }
  const listing = { files: lessons, leftOut: [...leftOut, ...missing] };
  return mountSources({ ...root, list: () => Promise.resolve(listing) }, mounts);
}

/** What is decided of a package by its name is decided of all that is in it. */
function withWordsOnIt(
  source: LessonSource,
  { path }: LessonFile,
  sets: readonly LessonSet[],
): LessonSource {
  const words = sets.flatMap(({ folder, rights = [] }) =>
    rights.filter(({ item }) => matchesItem(path, folder, item)),
  );
  if (words.length === 0) return source;
  const rights = words.map((word) => ({ ...word, item: '/' }));
  return {
    ...source,
    sets: async () =>
      (await source.sets()).map((set, at) =>
        at === 0 ? { ...set, rights: [...rights, ...(set.rights ?? [])] } : set,
      ),
  };
}

/** Opened and listed, once: what is wrong inside shows when it is listed. */
async function openListed(file: LessonFile, open: OpenPackage): Promise<LessonSource | null> {
  const source = await open(file);
  if (source === null) return null;
  try {
    const listing = await source.list();
    return { ...source, list: () => Promise.resolve(listing) };
  } catch (error) {
    await source.close?.();
    if (error instanceof PreauError && error.code === 'mirror-source-unreadable') return null;
    throw error;
  }
}

async function fits(
  source: LessonSource,
  room: { files: number; bytes: number },
): Promise<boolean> {
  const { files } = await source.list();
  const bytes = files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  if (files.length > room.files || bytes > room.bytes) return false;
  room.files -= files.length;
  room.bytes -= bytes;
  return true;
}

const titleOf = (name: string): string =>
  withoutEnding(name.split('/').at(-1) ?? '')
    .replaceAll('_', ' ')
    .trim();
