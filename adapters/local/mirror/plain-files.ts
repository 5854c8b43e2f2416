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
import { linkSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { isThere } from '../is-there.ts';
import { atStore, codeOf } from './at-store.ts';
import { derivedFiles } from './derived-files.ts';
import { MANIFEST_FILE, readManifest } from './manifest-file.ts';
import { currentBuild, pointTo, releaseFolder, STORE } from './pointer.ts';
import { foldersOf, refuseOwnersFiles } from './refuse-owners-files.ts';
import { replaceFile } from './replace-file.ts';
import { inTurn } from './turn-lock.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';

/** Which plain files are ours: what else stands in the folder is its owner's, and stays. */
const LIST = join(STORE, 'plain-files.json');

/** There while plain files may be of two releases. */
const TURNING = join(STORE, 'turning');

const listSchema = z.array(z.string());

/** The list says nothing that would be too long for it: a path has 1,000 bytes at most. */
const LIST_MAX_BYTES = 256 * 1024 * 1024;

/**
 * Make a release the current one: the pointer first, in one step, then the plain files, each in one
 * step, pictures before the pages that show them. Who wants the whole turn in one step serves
 * `.preau/current`; who serves the folder itself has each file whole at any instant.
 *
 * One after the other, of several that come at once. Interrupted, it is made good by whatever opens
 * the folder next to write in it, and by a home's start; see {@link finishTurn}.
 *
 * @throws PreauError `store-unavailable`; `argument-invalid` for files of somebody else in its place,
 *   before anything is turned
 */
export function turnTo(folder: string, manifest: Manifest): Promise<void> {
  return atStore(folder, () => inTurn(folder, () => turn(folder, manifest)));
}

/**
 * Go on with a turn that was interrupted: to the release that the pointer names by now.
 *
 * @throws PreauError as {@link turnTo}
 */
export async function finishTurn(folder: string): Promise<void> {
  if (!(await isThere(join(folder, TURNING)))) return;
  await atStore(folder, () =>
    inTurn(folder, async () => {
      const id = await currentBuild(folder);
      if (id === null || !(await isThere(join(folder, TURNING)))) return;
      // A release that cannot be read has no files to put: the next build brings its own.
      const manifest = await readManifest(releaseFolder(folder, id)).catch(() => null);
      if (manifest !== null) await turn(folder, manifest);
    }),
  );
}

/** As {@link turnTo}, for who is in turn already. */
export async function turn(folder: string, manifest: Manifest): Promise<void> {
  const release = releaseFolder(folder, manifest.buildId);
  const paths = await plainPaths(release, manifest);
  const wanted = new Set(paths);
  const before = await ownFiles(folder);
  await refuseOwnersFiles({ folder, release, paths, own: new Set(before) });
  const gone = before.filter((path) => !wanted.has(path));
  await writeFile(join(folder, TURNING), manifest.buildId);
  await pointTo(folder, manifest.buildId);
  await writeList(folder, [...wanted, ...gone]);
  // A page may stand where a folder must be now, or in a folder that is a page now.
  const folders = new Set(paths.flatMap(foldersOf));
  const isInTheWay = (path: string): boolean =>
    folders.has(path) || foldersOf(path).some((one) => wanted.has(one));
  for (const path of gone) if (isInTheWay(path)) await remove(folder, path);
  const made = new Set<string>();
  for (const [index, path] of paths.entries()) {
    await put({ folder, release, made }, path);
    if (index % AT_ONCE === AT_ONCE - 1) await setImmediate();
  }
  for (const path of gone) if (!isInTheWay(path)) await remove(folder, path);
  await writeList(folder, [...wanted]);
  await rm(join(folder, TURNING), { force: true });
}

/**
 * Refuse a release that is not in its place yet, when its plain files would take somebody's.
 *
 * @throws PreauError `argument-invalid`
 */
export async function refuseTaken(
  folder: string,
  release: string,
  manifest: Manifest,
): Promise<void> {
  const own = new Set(await ownFiles(folder));
  await refuseOwnersFiles({ folder, release, paths: await plainPaths(release, manifest), own });
}

async function plainPaths(release: string, manifest: Manifest): Promise<readonly string[]> {
  const files = manifest.files.toSorted(pagesLast).map(({ path }) => path);
  const derived = (await derivedFiles(release, manifest)).map(({ path }) => path);
  return [...files, ...derived, `/${MANIFEST_FILE}`];
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
    {
      said: {
        key: 'mirror.otherFolder',
        values: { folder, count: names.length, first: names.slice(0, 3).join(', ') },
      },
    },
  );
}

/** @returns the plain files that a mirror’s folder has of its own, by address */
export async function ownFiles(folder: string): Promise<readonly string[]> {
  const path = join(folder, LIST);
  const { size } = await stat(path).catch(() => ({ size: 0 }));
  if (size === 0 || size > LIST_MAX_BYTES) return [];
  try {
    const data: unknown = parseForeignJson(await readFile(path, 'utf8'));
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

/** Files put in their places between two looks at what else the process has to do. Chosen. */
const AT_ONCE = 64;

/**
 * One file of the release, under its plain name too: a second name of the same bytes where it can be.
 * Step by step without waiting, for each step takes less time than to wait for it.
 */
async function put(
  turn: { readonly folder: string; readonly release: string; readonly made: Set<string> },
  path: string,
): Promise<void> {
  const [from, to] = [join(turn.release, path), join(turn.folder, path)];
  const there = statSync(to, { throwIfNoEntry: false });
  if (there !== undefined && isOne(there, statSync(from, { throwIfNoEntry: false }))) return;
  const under = dirname(to);
  if (there === undefined && !turn.made.has(under)) await mkdir(under, { recursive: true });
  turn.made.add(under);
  if (there === undefined && isLinked(from, to)) return;
  await replaceFile(join(turn.folder, STORE), to, (fresh) =>
    link(from, fresh).catch(() => copyFile(from, fresh)),
  );
}

/** Where nothing stands yet, a second name is there in one step. */
function isLinked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

const isOne = (a: Stats, b: Stats | undefined): boolean => a.ino === b?.ino && a.dev === b.dev;

/** Two names of one file. A copy is never taken for the same: it may have been changed. */
export async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return a != null && b != null && isOne(a, b);
}

async function remove(folder: string, path: string): Promise<void> {
  await rm(join(folder, path), { force: true }).catch((error: unknown) => {
    // A page stands already where its folder was: it went with the folder, in a turn that was cut off.
    if (codeOf(error) !== 'ENOTDIR') throw error;
  });
  for (let at = dirname(path); at !== '/' && at !== '.'; at = dirname(at)) {
    const isLeft = await rmdir(join(folder, at)).catch(() => 'in use');
    if (isLeft !== undefined) return;
  }
}
