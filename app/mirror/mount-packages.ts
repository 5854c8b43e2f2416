import { PreauError } from '../../core/errors.ts';
import { mountSources, type MountedSource } from './mount-sources.ts';
import type { LeftOut, LessonFile, LessonSource } from './ports.ts';

/** Names that packages of lessons have; what they are is looked up inside. */
const PACKAGE = /\.(mbz|imscc|h5p|epub|zip|tgz|tar\.gz)$/i;

/** Whether a file of this name is taken for a package of lessons. */
export const isPackage = (name: string): boolean => PACKAGE.test(name);

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
 * be read is one lesson less, not the end of the others.
 */
export async function mountPackages(
  root: LessonSource,
  open: OpenPackage,
  limits: { readonly files: number; readonly totalBytes: number } = MOUNTED_LIMITS,
): Promise<LessonSource> {
  const { files, leftOut } = await root.list();
  const lessons = files.filter(({ name }) => !isPackage(name));
  const mounts: MountedSource[] = [];
  const missing: LeftOut[] = [];
  const room = { files: limits.files - lessons.length, bytes: limits.totalBytes };
  try {
    for (const [at, file] of packagesOf(files).entries()) {
      const { name } = file;
      const source = at < MAX_PACKAGES ? await openListed(file, open) : null;
      if (source === null) missing.push({ name, reason: 'package-unreadable' });
      else if (await fits(source, room))
        mounts.push({ folder: freeFolder(name, files), title: titleOf(name), source });
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

/**
 * The packages among a folder's files, in the order in which they are opened, whatever order the
 * folder gave them in.
 */
export const packagesOf = <T extends Pick<LessonFile, 'name' | 'path'>>(
  files: readonly T[],
): readonly T[] =>
  files
    .filter(({ name }) => isPackage(name))
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));

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

/** The package's name without its ending, or with it where a folder is called so. */
function freeFolder(name: string, files: readonly LessonFile[]): string {
  const plain = name.replace(PACKAGE, '').normalize('NFC');
  const isTaken = files.some(
    ({ path, name: other }) =>
      path.startsWith(`/${plain}/`) ||
      (other !== name && isPackage(other) && other.replace(PACKAGE, '').normalize('NFC') === plain),
  );
  return isTaken ? name.normalize('NFC').replaceAll('.', '-') : plain;
}

const titleOf = (name: string): string =>
  (name.split('/').at(-1) ?? '').replace(PACKAGE, '').replaceAll('_', ' ').trim();
