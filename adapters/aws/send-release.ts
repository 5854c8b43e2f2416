import type { OnTravel, OutgoingRelease, Travel } from '../../app/mirror/publish-target.ts';
import { compressedName, type Encoding, ENDINGS } from '../../core/mirror/derived-file.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { inLanes } from '../local/in-lanes.ts';
import { inPutLanes } from './in-put-lanes.ts';
import { siteHeaders } from './site-headers.ts';
import { siteKeys } from './site-keys.ts';
import type { Site } from './site-target.ts';

/** Objects that the store copies at once. Chosen. */
const COPY_LANES = 16;

/** One object that a release lacks. */
interface Sending {
  readonly path: string;
  readonly of: ManifestFile;
  readonly encoding?: Encoding;
  readonly sizeBytes: number;
}

/** What is to be done for a release to be there. */
export interface SendingPlan {
  readonly travel: Travel;
  readonly put: readonly Sending[];
  readonly copy: readonly (Sending & { readonly from: string })[];
}

/** Compare what a release needs with what stands there already, whole or half. */
export async function planSite(site: Site, release: OutgoingRelease): Promise<SendingPlan> {
  const { options, there, state } = site;
  const keys = siteKeys(options.prefix);
  const at = keys.release(release.manifest.buildId);
  const current = (await state.pointer())?.buildId ?? '';
  const before = current === '' ? null : await state.manifest(current);
  const known = new Map(before?.files.map((file) => [file.sha256, file.path]));
  const put: Sending[] = [];
  const copy: (Sending & { readonly from: string })[] = [];
  for (const one of objectsOf(release, options.compressed)) {
    // Under a build's id stands nothing but what that build holds.
    if (isThere(there.get(at + one.path.slice(1))?.sizeBytes, one)) continue;
    const source = known.get(one.of.sha256);
    const ending = one.encoding === undefined ? '' : ENDINGS[one.encoding];
    const from = `${keys.release(current)}${(source ?? '').slice(1)}${ending}`;
    if (source !== undefined && there.has(from)) copy.push({ ...one, from });
    else put.push(one);
  }
  const wanted = new Set(release.manifest.files.map(({ path }) => path));
  const removed = (before?.files ?? []).filter(({ path }) => !wanted.has(path)).length;
  const bytes = put.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return { put, copy, travel: { files: put.length, bytes, removed } };
}

/** Put what the store does not have, and let it copy what it has. */
export async function sendPlanned(
  site: Site,
  release: OutgoingRelease,
  plan: SendingPlan,
  onTravel?: OnTravel,
): Promise<void> {
  const { objects, options } = site;
  const at = siteKeys(options.prefix).release(release.manifest.buildId);
  const done = { files: 0, bytes: 0 };
  const put = async (one: Sending): Promise<void> => {
    const headers = siteHeaders({ ...one.of }, one.encoding);
    await objects.put(at + one.path.slice(1), await release.read(one.path), headers);
  };
  await inLanes(plan.copy, COPY_LANES, async (one) => {
    const headers = siteHeaders(one.of, one.encoding);
    // It may have been taken away since the listing.
    if (!(await objects.copy(one.from, at + one.path.slice(1), headers))) await put(one);
  });
  await inPutLanes(plan.put, async (one) => {
    await put(one);
    done.files += 1;
    done.bytes += one.sizeBytes;
    onTravel?.({ ...done }, plan.travel);
  });
}

/** @returns paths of a release that are not there, or not of their length */
export function missingOf(
  manifest: Manifest,
  compressed: readonly string[],
  at: string,
  there: Site['there'],
): readonly string[] {
  const files = manifest.files
    .filter(({ path, sizeBytes }) => there.get(at + path.slice(1))?.sizeBytes !== sizeBytes)
    .map(({ path }) => path);
  return [...files, ...compressed.filter((path) => !there.has(at + path.slice(1)))];
}

function objectsOf(release: OutgoingRelease, compressed: boolean): readonly Sending[] {
  const files = release.manifest.files.map((of) => ({
    path: of.path,
    of,
    sizeBytes: of.sizeBytes,
  }));
  if (!compressed) return files;
  const small = release.compressed.map(({ of, encoding, sizeBytes }) => ({
    path: compressedName(of.path, encoding),
    of,
    encoding,
    sizeBytes,
  }));
  return [...files, ...small];
}

/** Another machine may have compressed a text to another length. */
const isThere = (sizeBytes: number | undefined, one: Sending): boolean =>
  one.encoding === undefined ? sizeBytes === one.sizeBytes : sizeBytes !== undefined;
