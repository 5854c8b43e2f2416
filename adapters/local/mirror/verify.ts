import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Manifest, ManifestFile } from '../../../core/mirror/manifest.ts';
import { derivedFault } from './derived-fault.ts';
import { judgeManifest, type ManifestFault, type ManifestVerdict } from './judge-manifest.ts';
import { listFiles } from './list-files.ts';
import { MANIFEST_FILE, readManifest } from './manifest-file.ts';
import { isSame, ownFiles } from './plain-files.ts';
import { currentBuild, releaseFolder } from './pointer.ts';
import { scanPage } from './scan.ts';

/** One thing that is wrong with a release. `kind` is a key of `mirror.verify` of the locales. */
interface VerifyFault {
  readonly kind:
    | ManifestFault['kind']
    | 'missing'
    | 'extra'
    | 'changed'
    | 'script'
    | 'form'
    | 'off-site';
  readonly path: string;
  readonly detail: string;
}

export interface VerifyReport {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly filesRead: number;
  readonly signature: ManifestVerdict['signature'];
  /** Empty for a release that is what its manifest says. */
  readonly faults: readonly VerifyFault[];
}

/**
 * Read every file of a release back, and compare it with its manifest; look for what must not be
 * in it; check the signature when a key is given.
 *
 * @param folder a mirror's folder, whose current release is meant, or one release's own
 * @param keyPem the builder's key, public or private, in PEM
 * @throws PreauError `mirror-unverified` when there is no manifest to compare with
 */
export async function verifyMirror(folder: string, keyPem?: string): Promise<VerifyReport> {
  const id = await currentBuild(folder);
  const release = id === null ? folder : releaseFolder(folder, id);
  const manifest = await readManifest(release);
  const ofManifest = judgeManifest(manifest, keyPem);
  const faults: VerifyFault[] = [];
  const plain = release === folder ? [] : await listFiles(folder);
  // A folder that is served through its pointer alone has none.
  const hasPlain = plain.length > 0 || (release !== folder && (await ownFiles(folder)).length > 0);
  const found = new Set([...(await listFiles(release)), ...plain]);
  for (const file of manifest.files) {
    const inRelease = await fileFaults(release, file);
    faults.push(...inRelease);
    // Beside its releases a mirror's folder has the current one's plain files: mostly the same bytes.
    const isOther = hasPlain && !(await isSame(join(release, file.path), join(folder, file.path)));
    if (isOther && inRelease.length === 0) faults.push(...(await fileFaults(folder, file)));
    found.delete(file.path);
  }
  found.delete(`/${MANIFEST_FILE}`);
  for (const path of [...found].toSorted())
    faults.push(...(await strayFaults(folder, release, path, manifest)));
  return {
    folder: release,
    manifest,
    filesRead: manifest.files.length,
    signature: ofManifest.signature,
    faults: [...ofManifest.faults, ...faults],
  };
}

/** What the manifest does not list must follow from it, wherever it stands. */
async function strayFaults(
  folder: string,
  release: string,
  path: string,
  manifest: Manifest,
): Promise<readonly VerifyFault[]> {
  const places = [...new Set([release, folder])].map((root) => derivedFault(root, path, manifest));
  const kind = (await Promise.all(places)).find((one) => one !== null);
  return kind == null ? [] : [{ kind, path, detail: '' }];
}

async function fileFaults(release: string, file: ManifestFile): Promise<readonly VerifyFault[]> {
  const bytes = await readFile(join(release, file.path)).catch(() => null);
  if (bytes === null) return [{ kind: 'missing', path: file.path, detail: '' }];
  const hash = createHash('sha256').update(bytes).digest('hex');
  const changed: readonly VerifyFault[] =
    hash === file.sha256 ? [] : [{ kind: 'changed', path: file.path, detail: hash }];
  const isMarkup = /^(text\/html|image\/svg)/.test(file.type);
  return isMarkup ? [...changed, ...scanPage(file.path, bytes.toString('utf8'))] : changed;
}
