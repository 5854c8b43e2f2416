import { readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { atStore } from './at-store.ts';
import { temporaryName } from './temporary-name.ts';

/**
 * Where a mirror's folder keeps its releases and the pointer: hidden, so that no lesson has that name
 * and a web server that shows the folder itself shows the lessons alone.
 */
export const STORE = '.preau';

/** The pointer's name: a link, so that any web server can follow it. */
const POINTER = 'current';

/** Which release of a mirror's folder is served. @returns its build id, or null before the first */
export async function currentBuild(folder: string): Promise<string | null> {
  const pointer = join(folder, STORE, POINTER);
  const target = await readlink(pointer).catch(() => readFile(pointer, 'utf8').catch(() => null));
  const id = target === null ? '' : basename(target.trim());
  return /^[0-9a-f]{16}$/.test(id) ? id : null;
}

/**
 * Turn the pointer to a release, in one step: whoever reads it sees the one before or this one.
 * Where the system has no links (Windows without the right to make them) a small file stands in.
 *
 * @throws PreauError `store-unavailable`
 */
export async function pointTo(folder: string, buildId: string): Promise<void> {
  const store = join(folder, STORE);
  const fresh = join(store, temporaryName(POINTER));
  const target = `releases/${buildId}`;
  await atStore(join(store, POINTER), async () => {
    await symlink(target, fresh, 'dir').catch(() => writeFile(fresh, target));
    try {
      await rename(fresh, join(store, POINTER));
    } finally {
      await rm(fresh, { force: true });
    }
  });
}

/** The folder of one release. */
export const releaseFolder = (folder: string, buildId: string): string =>
  join(releasesFolder(folder), buildId);

export const releasesFolder = (folder: string): string => join(folder, STORE, 'releases');
