import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { readManifest } from './manifest-file.ts';
import { turnTo } from './plain-files.ts';
import { currentBuild, releaseFolder } from './pointer.ts';
import { folderStore } from './store.ts';
import { verifyMirror } from './verify.ts';

export interface PublishReport {
  readonly manifest: Manifest;
  readonly target: string;
  /** Files whose bytes the target did not have. */
  readonly changed: number;
  readonly changedBytes: number;
}

/**
 * Carry a mirror's current release to another folder (a disk, a share, what a web server serves).
 *
 * It is verified first, and what is written is what was verified: each file's hash is compared
 * again on the way. The target's pointer turns last, in one step.
 *
 * @throws PreauError `mirror-unverified` when the release is not what its manifest says
 */
export async function publishMirror(
  folder: string,
  target: string,
  keyPem?: string,
): Promise<PublishReport> {
  if (resolve(folder) === resolve(target)) {
    throw new PreauError(
      'argument-invalid',
      `expected another folder than the mirror's own, got ${target} twice; a build serves from its own folder as it is`,
    );
  }
  const { manifest, faults, folder: release } = await verifyMirror(folder, keyPem);
  if (faults.length > 0) throw unverified(manifest, faults.length);
  const known = await knownHashes(target);
  const draft = await folderStore(target).draft();
  try {
    for (const file of manifest.files) {
      const hash = await draft.write(file.path, await readFile(join(release, file.path)));
      if (hash !== file.sha256) throw unverified(manifest, 1);
    }
    const { changed } = await draft.commit(manifest);
    const fresh = manifest.files.filter((file) => known.get(file.path) !== file.sha256);
    return {
      manifest,
      target,
      changed,
      changedBytes: fresh.reduce((sum, file) => sum + file.sizeBytes, 0),
    };
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function knownHashes(target: string): Promise<ReadonlyMap<string, string>> {
  const id = await currentBuild(target);
  if (id === null) return new Map();
  const manifest = await readManifest(releaseFolder(target, id)).catch(() => null);
  return new Map((manifest?.files ?? []).map((file) => [file.path, file.sha256]));
}

function unverified(manifest: Manifest, count: number): PreauError {
  return new PreauError(
    'mirror-unverified',
    `expected a release that is what its manifest says, got ${count} faults in build ${manifest.buildId}; see them with "preau mirror verify", then build again`,
  );
}

/**
 * Turn a mirror's folder back to a release that it still keeps.
 *
 * @throws PreauError `not-found` when it keeps none of that id
 * @throws PreauError `mirror-unverified` when that release is not what its manifest says
 */
export async function rollbackMirror(folder: string, buildId: string): Promise<Manifest> {
  const isId = /^[0-9a-f]{16}$/.test(buildId);
  const manifest = isId
    ? await readManifest(releaseFolder(folder, buildId)).catch(() => null)
    : null;
  if (manifest === null) {
    throw new PreauError(
      'not-found',
      `expected a build id that ${folder} keeps, got ${buildId}; its folder ".preau/releases" lists them`,
    );
  }
  const { faults } = await verifyMirror(releaseFolder(folder, buildId));
  if (faults.length > 0) throw unverified(manifest, faults.length);
  await turnTo(folder, manifest);
  return manifest;
}
