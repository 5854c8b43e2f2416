import { dirname, resolve } from 'node:path';
import type { PublishTarget, OutgoingRelease, Travel } from '../../../app/mirror/publish-target.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { isThere } from '../is-there.ts';
import { howFoldersLie } from './folders-apart.ts';
import { keptReleases } from './kept-releases.ts';
import { listFiles } from './list-files.ts';
import { readManifest } from './manifest-file.ts';
import { finishTurn, refuseOtherPeoplesFolder, turnTo } from './plain-files.ts';
import { currentBuild, releaseFolder, releasesFolder } from './pointer.ts';
import { folderStore } from './store.ts';
import { verifyMirror } from './verify.ts';

/**
 * Another folder: a disk, a share, what a web server serves. It is laid out as a build lays its own,
 * and read back, file by file, after it was written.
 */
export function folderTarget(folder: string): PublishTarget {
  return {
    plan: async (release) => {
      await refuseOwn(folder, release);
      return planTravel(folder, release);
    },
    publish: async (release, onTravel) => {
      await refuseOwn(folder, release);
      await finishTurn(folder);
      const total = await planTravel(folder, release);
      await send(folder, release, (done) => onTravel?.(done, total), total);
      const { faults, folder: written } = await verifyMirror(folder);
      // What else stands beside it is its owner's, and "preau mirror verify" names it.
      const strays = new Set(await listFiles(written));
      const ours = faults.find(({ kind, path }) => kind !== 'extra' || strays.has(path));
      if (ours !== undefined) throw unverified(release.manifest, ours.path);
      return total;
    },
    kept: async () =>
      (await keptReleases(folder)).map(({ manifest: { buildId, builtAt }, isServed }) => ({
        buildId,
        builtAt,
        isServed,
      })),
    turnBack: (buildId) => turnBack(folder, buildId),
  };
}

/** What is there is asked of the disk: a release that lost a file is made good. */
async function planTravel(folder: string, release: OutgoingRelease): Promise<Travel> {
  await refuseOtherPeoplesFolder(folder);
  const id = await currentBuild(folder);
  const before = releaseFolder(folder, id ?? 'none');
  const manifest = id === null ? null : await readManifest(before).catch(() => null);
  const known = new Map(manifest?.files.map((file) => [file.path, file.sha256]));
  const changed = release.manifest.files.filter((file) => known.get(file.path) !== file.sha256);
  const changedPaths = new Set(changed.map(({ path }) => path));
  const compressed: { readonly sizeBytes: number }[] = [];
  for (const one of release.compressed)
    if (changedPaths.has(one.of.path) || !(await isThere(`${before}${one.path}`)))
      compressed.push(one);
  const wanted = new Set(release.manifest.files.map(({ path }) => path));
  const all = [...changed, ...compressed];
  return {
    files: all.length,
    bytes: all.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    removed: [...known.keys()].filter((path) => !wanted.has(path)).length,
  };
}

async function send(
  folder: string,
  release: OutgoingRelease,
  tell: (done: { readonly files: number; readonly bytes: number }) => void,
  total: Travel,
): Promise<void> {
  const { manifest, compressed } = release;
  const draft = await folderStore(folder).draft();
  const all = [...manifest.files, ...compressed];
  let done = 0;
  try {
    for (const { path } of all) {
      await draft.write(path, await release.read(path));
      done += 1;
      // The bytes of the same files cost as much to compare as others to write.
      const part = done / all.length;
      tell({ files: Math.floor(total.files * part), bytes: Math.floor(total.bytes * part) });
    }
    await draft.commit(manifest);
  } catch (error) {
    await draft.discard();
    throw error;
  }
}

async function turnBack(folder: string, buildId: string): Promise<Manifest> {
  const kept = (await keptReleases(folder)).find(({ manifest }) => manifest.buildId === buildId);
  if (kept === undefined) {
    throw new PreauError(
      'not-found',
      `expected a build id that ${folder} keeps, got ${buildId}; "preau mirror rollback ${folder} --list" lists them`,
      { said: { key: 'release.unknown', values: { place: folder, got: buildId } } },
    );
  }
  const { faults } = await verifyMirror(releaseFolder(folder, buildId));
  if (faults.length > 0) throw unverified(kept.manifest, faults[0]?.path ?? '');
  await turnTo(folder, kept.manifest);
  return kept.manifest;
}

/** Neither the mirror itself, nor in it, nor around it: what is plain there would be listed as its own. */
async function refuseOwn(folder: string, release: OutgoingRelease): Promise<void> {
  const own = mirrorOf(release.folder);
  const lie = await howFoldersLie(folder, own);
  if (lie === 'apart') return;
  throw new PreauError(
    'argument-invalid',
    `expected a folder apart from the mirror's own, ${own}, got ${folder}; a build serves from its own folder as it is, so name one elsewhere`,
    { said: { key: 'release.ownFolder', values: { own, got: folder } } },
  );
}

/** A release stands in its mirror's folder, or alone where somebody took it. */
function mirrorOf(release: string): string {
  const whole = resolve(release);
  const mirror = resolve(whole, '../../..');
  return releasesFolder(mirror) === dirname(whole) ? mirror : whole;
}

function unverified(manifest: Manifest, path: string): PreauError {
  return new PreauError(
    'mirror-unverified',
    `expected a release that is what its manifest says, got ${path} changed in build ${manifest.buildId}; see all with "preau mirror verify", then publish or build again`,
    { said: { key: 'release.changed', values: { path, buildId: manifest.buildId } } },
  );
}
