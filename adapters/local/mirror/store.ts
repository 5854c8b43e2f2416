import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type {
  PackedFile,
  ReleaseCommit,
  ReleaseDraft,
  ReleaseStore,
} from '../../../app/mirror/ports.ts';
import { derivedFrom, WELL_KNOWN } from '../../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../../core/mirror/manifest.ts';
import { wellKnownText } from '../../../core/mirror/well-known.ts';
import { type Sha256, sha256 } from '../../../core/units.ts';
import { isThere } from '../is-there.ts';
import { atStore, makeFolders } from './at-store.ts';
import { MANIFEST_FILE, readManifest } from './manifest-file.ts';
import { keptReleases } from './kept-releases.ts';
import { moveOver } from './move-over.ts';
import { packCourse } from './pack-course.ts';
import { currentBuild, releaseFolder, releasesFolder, STORE } from './pointer.ts';
import { finishTurn, refuseOtherPeoplesFolder, refuseTaken, turn } from './plain-files.ts';
import { RELEASES_KEPT } from './releases-kept.ts';
import { hasBytes, hasHash } from './same-file.ts';
import { addToSequence } from './sequence.ts';
import { sweepStore } from './sweep-store.ts';
import { temporaryName } from './temporary-name.ts';
import { inTurn } from './turn-lock.ts';

/**
 * A mirror's folder: `.preau/releases/<build id>/`, a pointer `.preau/current`, and the current
 * release's files as plain files beside them.
 *
 * A file that the release before already had is linked, not written again, so that a release
 * costs what changed; each is complete by itself all the same.
 */
export function folderStore(folder: string): ReleaseStore {
  return { draft: () => atStore(folder, () => openDraft(folder)) };
}

/** The current release while another is written: no more of it than that takes. */
interface ReleaseBefore {
  readonly folder: string;
  /** Its manifest without files and addresses, which weigh megabytes; null where there is none. */
  readonly head: Manifest | null;
  /** Of its files, by path. */
  readonly hashes: ReadonlyMap<string, Sha256>;
}

interface Draft {
  readonly folder: string;
  readonly staging: string;
  readonly before: ReleaseBefore;
  readonly made: Set<string>;
  changed: number;
}

async function openDraft(folder: string): Promise<ReleaseDraft> {
  await refuseOtherPeoplesFolder(folder);
  const staging = join(folder, STORE, temporaryName('draft'));
  await makeFolders(releasesFolder(folder));
  await mkdir(staging);
  await sweepStore(join(folder, STORE), (await stat(staging)).mtimeMs);
  await finishTurn(folder);
  const draft: Draft = {
    folder,
    staging,
    before: await releaseBefore(folder),
    made: new Set(),
    changed: 0,
  };
  return {
    write: (path, bytes) => atStore(folder, () => writeToDraft(draft, path, bytes)),
    again: (path, file) => {
      if (!isWhole(draft, path, file)) return null;
      return () => atStore(folder, () => haveAgain(draft, path));
    },
    pack: (path, files) => atStore(folder, () => packToDraft(draft, path, files)),
    commit: (manifest) => atStore(folder, () => commitDraft(draft, manifest)),
    discard: () => atStore(folder, () => rm(staging, { recursive: true, force: true })),
  };
}

async function releaseBefore(folder: string): Promise<ReleaseBefore> {
  const id = await currentBuild(folder);
  const release = releaseFolder(folder, id ?? 'none');
  // A release that cannot be read has nothing to share; it is not this build's to complain of.
  const manifest = id === null ? null : await readManifest(release).catch(() => null);
  const hashes = new Map(manifest?.files.map((file) => [file.path, file.sha256]));
  return { folder: release, head: manifest && { ...manifest, files: [], aliases: {} }, hashes };
}

async function writeToDraft(draft: Draft, path: string, bytes: Uint8Array): Promise<Sha256> {
  const hash = sha256(createHash('sha256').update(bytes).digest('hex'));
  const target = join(draft.staging, path);
  makeFolder(draft, dirname(target));
  const { hashes } = draft.before;
  const isDerived = derivedFrom(path, (one) => hashes.get(one)) !== null;
  const isKnown = isDerived || hashes.get(path) === hash;
  if (isKnown && linkSame(draft, path, bytes)) return hash;
  // What follows from other files is written, and is no change by itself.
  if (!isDerived) draft.changed += 1;
  // At once: for some thousand small files, to wait for each costs more than to write it.
  if (bytes.length <= SMALL_BYTES) writeFileSync(target, bytes);
  else await writeFile(target, bytes);
  return hash;
}

/** What the page cache takes in less time than a thread is woken in. Chosen. */
const SMALL_BYTES = 262_144;

async function packToDraft(
  draft: Draft,
  path: string,
  files: readonly PackedFile[],
): ReturnType<NonNullable<ReleaseDraft['pack']>> {
  const target = join(draft.staging, path);
  makeFolder(draft, dirname(target));
  const made = await packCourse(draft.staging, target, files);
  if (draft.before.hashes.get(path) !== made.sha256) draft.changed += 1;
  return made;
}

/** At once, as small files are written: a draft has a thousand folders. */
function makeFolder(draft: Draft, folder: string): void {
  if (draft.made.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  draft.made.add(folder);
}

/** Compares the bytes and not the hash alone: the file may have been changed behind our back. */
function linkSame(draft: Draft, path: string, bytes: Uint8Array): boolean {
  const known = join(draft.before.folder, path);
  if (!hasBytes(known, bytes)) return false;
  try {
    linkSync(known, join(draft.staging, path));
    return true;
  } catch {
    return false;
  }
}

/** Whether the release before has this very file: by its manifest, and by its bytes as they are now. */
function isWhole(
  { before }: Draft,
  path: string,
  file: Pick<ManifestFile, 'sha256' | 'sizeBytes'>,
): boolean {
  return before.hashes.get(path) === file.sha256 && hasHash(join(before.folder, path), file);
}

async function haveAgain(draft: Draft, path: string): Promise<void> {
  const [from, to] = [join(draft.before.folder, path), join(draft.staging, path)];
  makeFolder(draft, dirname(to));
  try {
    linkSync(from, to);
  } catch {
    // A disk without links, or one that has as many of this file as it can.
    await copyFile(from, to);
  }
}

async function commitDraft(draft: Draft, manifest: Manifest): Promise<ReleaseCommit> {
  const { folder, staging } = draft;
  const release = releaseFolder(folder, manifest.buildId);
  makeFolder(draft, join(staging, '_preau'));
  makeFolder(draft, dirname(join(staging, WELL_KNOWN)));
  await writeFile(join(staging, WELL_KNOWN), wellKnownText(manifest));
  await writeFile(join(staging, MANIFEST_FILE), JSON.stringify(manifest));
  await inTurn(folder, async () => {
    await refuseTaken(folder, staging, manifest);
    // Over an existing release of the same content, file by file: it may be serving right now.
    if (await isThere(release)) await moveOver(staging, release, manifest);
    else await rename(staging, release);
    const known = draft.before.head === null ? [manifest] : [manifest, draft.before.head];
    const kept = (await keptReleases(folder, known)).map((one) => one.manifest);
    const ids = kept.map(({ buildId }) => buildId);
    await addToSequence(folder, manifest.buildId, ids.toReversed());
    await turn(folder, manifest);
    await prune(folder, kept, { current: manifest.buildId, before: basename(draft.before.folder) });
  });
  return { folder: release, changed: draft.changed };
}

/** Keeps the current release, the one that was current before it, however old, and the last to come. */
async function prune(
  folder: string,
  known: readonly Manifest[],
  { current, before }: { readonly current: string; readonly before: string },
): Promise<void> {
  const releases = releasesFolder(folder);
  const kept = (await keptReleases(folder, known)).map(({ manifest }) => manifest.buildId);
  const stay = [...new Set([current, ...kept.filter((id) => id === before), ...kept])];
  for (const id of await readdir(releases)) {
    if (stay.slice(0, RELEASES_KEPT).includes(id)) continue;
    await rm(join(releases, id), { recursive: true, force: true });
  }
}
