import {
  copyFile,
  link,
  mkdir,
  readdir,
  readFile,
  rm,
  rmdir,
  stat,
  writeFile,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { atStore, codeOf } from './at-store.ts';
import { derivedFiles } from './derived-files.ts';
import { MANIFEST_FILE } from './manifest-file.ts';
import { pointTo, releaseFolder, STORE } from './pointer.ts';
import { replaceFile } from './replace-file.ts';

/** Which plain files are ours: what else stands in the folder is its owner's, and stays. */
const LIST = join(STORE, 'plain-files.json');

const listSchema = z.array(z.string());

/** The list says nothing that would be too long for it: a path has 1,000 bytes at most. */
const LIST_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Make a release the current one: the pointer first, in one step, then the plain files, each in one
 * step, pictures before the pages that show them. Who wants the whole turn in one step serves
 * `.preau/current`; who serves the folder itself has each file whole at any instant.
 *
 * Interrupted, it is made good by the next build, publication or roll-back.
 *
 * @throws PreauError `store-unavailable`
 */
export function turnTo(folder: string, manifest: Manifest): Promise<void> {
  return atStore(folder, () => turn(folder, manifest));
}

async function turn(folder: string, manifest: Manifest): Promise<void> {
  await pointTo(folder, manifest.buildId);
  const release = releaseFolder(folder, manifest.buildId);
  const files = manifest.files.toSorted(pagesLast).map(({ path }) => path);
  const derived = (await derivedFiles(release, manifest)).map(({ path }) => path);
  const paths = [...files, ...derived, `/${MANIFEST_FILE}`];
  const wanted = new Set(paths);
  const before = await ownFiles(folder);
  const gone = before.filter((path) => !wanted.has(path));
  await writeList(folder, [...wanted, ...gone]);
  // A page may stand where a folder must be now, or in a folder that is a page now.
  const folders = new Set(paths.flatMap(foldersOf));
  const isInTheWay = (path: string): boolean =>
    folders.has(path) || foldersOf(path).some((one) => wanted.has(one));
  for (const path of gone) if (isInTheWay(path)) await remove(folder, path);
  for (const path of paths) await put(folder, release, path);
  for (const path of gone) if (!isInTheWay(path)) await remove(folder, path);
  await writeList(folder, [...wanted]);
}

/**
 * A folder that is neither empty nor a mirror's is somebody's: nothing is written into it.
 *
 * @throws PreauError `argument-invalid`; `store-unavailable` for a file
 */
export async function refuseOtherPeoplesFolder(folder: string): Promise<void> {
  const names: readonly string[] = await atStore(folder, () => readdir(folder)).catch(
    (error: unknown) => {
      if (error instanceof PreauError && codeOf(error.cause) === 'ENOENT') return [];
      throw error;
    },
  );
  if (names.length === 0 || names.includes(STORE)) return;
  throw new PreauError(
    'argument-invalid',
    `expected a new or empty folder, or a mirror’s, got ${folder} with ${names.length} other files (${names.slice(0, 3).join(', ')}); name another folder`,
  );
}

/** @returns the plain files that a mirror’s folder has of its own, by address */
export async function ownFiles(folder: string): Promise<readonly string[]> {
  const path = join(folder, LIST);
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size === 0 || size > LIST_MAX_BYTES) return [];
  try {
    const data: unknown = JSON.parse(await readFile(path, 'utf8'));
    return listSchema.parse(data);
  } catch {
    return [];
  }
}

async function writeList(folder: string, paths: readonly string[]): Promise<void> {
  await replaceFile(join(folder, STORE), join(folder, LIST), (fresh) =>
    writeFile(fresh, JSON.stringify(paths)),
  );
}

const pagesLast = (a: { readonly type: string }, b: { readonly type: string }): number =>
  Number(a.type.startsWith('text/html')) - Number(b.type.startsWith('text/html'));

function foldersOf(path: string): readonly string[] {
  const names = path.split('/').slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** One file of the release, under its plain name too: a second name of the same bytes where it can be. */
async function put(folder: string, release: string, path: string): Promise<void> {
  const [from, to] = [join(release, path), join(folder, path)];
  if (await isSame(from, to)) return;
  await mkdir(dirname(to), { recursive: true });
  await replaceFile(join(folder, STORE), to, (fresh) =>
    link(from, fresh).catch(() => copyFile(from, fresh)),
  );
}

/** Two names of one file. A copy is never taken for the same: it may have been changed. */
export async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return a != null && b != null && a.ino === b.ino && a.dev === b.dev;
}

async function remove(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true });
  for (let at = dirname(path); at !== '/' && at !== '.'; at = dirname(at)) {
    const isLeft = await rmdir(join(folder, at)).catch(() => 'in use');
    if (isLeft !== undefined) return;
  }
}
