import { readdir } from 'node:fs/promises';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { readManifest } from './manifest-file.ts';
import { currentBuild, releaseFolder, releasesFolder } from './pointer.ts';
import { readSequence } from './sequence.ts';

/** A release that a mirror's folder keeps. */
export interface KeptInFolder {
  readonly manifest: Manifest;
  readonly isServed: boolean;
}

/**
 * The whole releases of a mirror's folder, the last that came first. What cannot be read is none.
 *
 * @param known manifests that were read or written already: they weigh megabytes
 * @see SEQUENCE why not by the hour of their build
 */
export async function keptReleases(
  folder: string,
  known: readonly Manifest[] = [],
): Promise<readonly KeptInFolder[]> {
  const names: readonly string[] = await readdir(releasesFolder(folder)).catch(() => []);
  const current = await currentBuild(folder);
  const kept: KeptInFolder[] = [];
  for (const id of names.filter((name) => /^[0-9a-f]{16}$/.test(name))) {
    const manifest =
      known.find(({ buildId }) => buildId === id) ??
      (await readManifest(releaseFolder(folder, id)).catch(() => null));
    if (manifest?.buildId === id) kept.push({ manifest, isServed: id === current });
  }
  const sequence = await readSequence(folder);
  const place = ({ manifest }: KeptInFolder): number => sequence.indexOf(manifest.buildId);
  return kept.toSorted((a, b) => place(b) - place(a) || b.manifest.builtAt - a.manifest.builtAt);
}
