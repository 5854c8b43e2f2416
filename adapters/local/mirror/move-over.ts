import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { derivedFault } from './derived-fault.ts';
import { derivedFiles } from './derived-files.ts';
import { MANIFEST_FILE } from './manifest-file.ts';
import { foldersOf } from './refuse-owners-files.ts';

/**
 * Put a release over another of the same id, file by file: it may be serving right now. What an
 * interruption or anybody else left in it goes; compressed texts that follow from it stay.
 */
export async function moveOver(
  staging: string,
  release: string,
  manifest: Manifest,
): Promise<void> {
  const derived = (await derivedFiles(staging, manifest)).map(({ path }) => path);
  const paths = [...manifest.files.map(({ path }) => path), ...derived, `/${MANIFEST_FILE}`];
  await removeStrays(release, new Set(paths), manifest);
  for (const path of paths) {
    await mkdir(dirname(join(release, path)), { recursive: true });
    await rename(join(staging, path), join(release, path));
  }
  await rm(staging, { recursive: true, force: true });
}

async function removeStrays(
  release: string,
  wanted: ReadonlySet<string>,
  manifest: Manifest,
): Promise<void> {
  const folders = new Set([...wanted].flatMap(foldersOf));
  const clear = async (under: string): Promise<void> => {
    for (const entry of await readdir(join(release, under), { withFileTypes: true })) {
      const name = `${under}/${entry.name}`;
      const path = name.normalize('NFC');
      if (entry.isDirectory() && folders.has(path)) await clear(name);
      else if (!entry.isFile() || !(await isOurs(name, path)))
        await rm(join(release, name), { recursive: true, force: true });
    }
  };
  const isOurs = async (name: string, path: string): Promise<boolean> =>
    name === path && (wanted.has(path) || (await isRightDerived(release, path, manifest)));
  await clear('');
}

const isRightDerived = async (root: string, path: string, manifest: Manifest): Promise<boolean> =>
  (await derivedFault(root, path, manifest)) === null;
