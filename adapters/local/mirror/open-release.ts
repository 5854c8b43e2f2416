import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompressedFile, OutgoingRelease } from '../../../app/mirror/publish-target.ts';
import { PreauError, type Said } from '../../../core/errors.ts';
import type { Manifest, ManifestFile } from '../../../core/mirror/manifest.ts';
import { compressRelease } from './compress-release.ts';
import { isRight } from './derived-fault.ts';
import { derivedFiles } from './derived-files.ts';
import { keptReleases } from './kept-releases.ts';
import { finishTurn, turnTo } from './plain-files.ts';
import { releaseFolder, STORE } from './pointer.ts';
import { verifyMirror } from './verify.ts';

export interface OpenRelease {
  /** A mirror's folder, whose current release is meant, or one release's own. */
  readonly folder: string;
  /** The builder's key in PEM: an unsigned or wrongly signed release is refused then. */
  readonly keyPem?: string | undefined;
  /** Told after each text that is compressed. */
  readonly onCompress?: ((done: number, total: number) => void) | undefined;
  /** Nothing is written, not even what is compressed. @default false */
  readonly readOnly?: boolean | undefined;
}

/**
 * Read a mirror's current release back, compress what has no compressed form yet, and hand it over
 * to be sent.
 *
 * @throws PreauError `mirror-unverified` when it is not what its manifest says
 */
export async function openRelease(request: OpenRelease): Promise<OutgoingRelease> {
  const { folder, keyPem, onCompress, readOnly = false } = request;
  if (!readOnly) await finishTurn(folder);
  const { manifest, faults, folder: release } = await verifyMirror(folder, keyPem);
  if (faults.length > 0)
    throw unverified(manifest, `${faults.length} faults`, {
      key: 'got.faults',
      values: { number: faults.length },
    });
  if (!readOnly) await compressIn(folder, release, manifest, onCompress);
  const byPath = new Map(manifest.files.map((file) => [file.path, file]));
  const compressed = await compressedIn(release, manifest);
  const byName = new Map(compressed.map((file) => [file.path, file]));
  return {
    manifest,
    folder: release,
    compressed,
    read: async (path) => {
      const bytes = await readFile(join(release, path)).catch(() => null);
      const file = byPath.get(path) ?? byName.get(path);
      if (bytes !== null && file !== undefined && (await isAsVerified(file, bytes, manifest)))
        return bytes;
      throw unverified(manifest, `${path} changed since`, {
        key: 'got.changed',
        values: { path },
      });
    },
  };
}

async function compressIn(
  folder: string,
  release: string,
  manifest: Manifest,
  onProgress: OpenRelease['onCompress'],
): Promise<void> {
  if (release === folder) {
    await compressRelease({ release, temporary: release, manifest, others: [], onProgress });
    return;
  }
  const kept = await keptReleases(folder);
  const others = kept
    .filter(({ manifest: one }) => one.buildId !== manifest.buildId)
    .map((one) => ({
      folder: releaseFolder(folder, one.manifest.buildId),
      manifest: one.manifest,
    }));
  const temporary = join(folder, STORE);
  await compressRelease({ release, temporary, manifest, others, onProgress });
  // Its plain files have them too: the folder may be what is served.
  await turnTo(folder, manifest);
}

async function compressedIn(
  release: string,
  manifest: Manifest,
): Promise<readonly CompressedFile[]> {
  const files: CompressedFile[] = [];
  for (const derived of await derivedFiles(release, manifest)) {
    if (derived.kind !== 'compressed') continue;
    const { path, of, encoding } = derived;
    files.push({ path, of, encoding, sizeBytes: (await stat(join(release, path))).size });
  }
  return files;
}

async function isAsVerified(
  file: ManifestFile | CompressedFile,
  bytes: Uint8Array,
  manifest: Manifest,
): Promise<boolean> {
  if ('of' in file) return isRight({ kind: 'compressed', ...file }, bytes, manifest);
  return createHash('sha256').update(bytes).digest('hex') === file.sha256;
}

function unverified(manifest: Manifest, got: string, said: Said): PreauError {
  return new PreauError(
    'mirror-unverified',
    `expected a release that is what its manifest says, got ${got} in build ${manifest.buildId}; see them with "preau mirror verify", then build again`,
    { said: { key: 'release.faulty', values: { got: said, buildId: manifest.buildId } } },
  );
}
