import { CopyObjectCommand, DeleteObjectsCommand, type S3Client } from '@aws-sdk/client-s3';
import type { CopyBatch, ReleaseObject } from '../../app/mirror/build-work.ts';
import { OWN_PAGES } from '../../app/mirror/own-pages.ts';
import type { Releases } from '../../app/mirror/releases.ts';
import { MIRROR_OBJECTS, WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { WELL_KNOWN } from '../../core/mirror/derived-file.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { wellKnownText } from '../../core/mirror/well-known.ts';
import { MANIFEST_MAX_BYTES, parseManifest } from '../local/mirror/manifest-schema.ts';
import { inLanes } from '../local/in-lanes.ts';
import { objectHeaders } from './release-object.ts';
import { listFolders, listObjects } from './s3-list.ts';
import { putObject } from './s3-put.ts';
import { readObject } from './s3-read.ts';
import { storeError } from './store-error.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

export interface S3ReleasesOptions {
  readonly client: S3Client;
  /** Of the mirrors. */
  readonly bucket: string;
  /** Where what was built is kept by its hash. */
  readonly workBucket: string;
  /** Epoch milliseconds. @default the machine's clock */
  readonly now?: () => number;
}

/**
 * Copies at once, for each of ten workers: some 2,600 a second at 30 ms each, of the 3,500 that S3
 * takes under one prefix.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html
 */
const LANES = 8;
/** Of one server-side copy, the SDK's own retries included. Chosen. */
const TIMEOUT_MS = 60_000;
/** What DeleteObjects takes. */
const DELETED_MAX = 1_000;
/** A build that is younger may still be at work. Chosen: no build lasts three hours. */
const UNFINISHED_MS = 24 * 3_600_000;

/**
 * Releases in a bucket. What is the same as in the release before is copied there by S3 itself, and
 * what has changed from the work bucket: no byte of a lesson passes through here.
 *
 * @throws PreauError `store-unavailable`
 */
export function createS3Releases(options: S3ReleasesOptions): Releases {
  const { client, bucket: Bucket, now = () => Date.now() } = options;
  return {
    manifest: async (platform, buildId) => {
      const Key = `${MIRROR_OBJECTS.release(platform, buildId)}${MANIFEST}`;
      const bytes = await readObject(client, { Bucket, Key }, MANIFEST_MAX_BYTES);
      return bytes === null ? null : readManifest(bytes, platform);
    },
    copy: async (platform, batch) => {
      await inLanes(batch.objects, LANES, (object) => copyOne(options, platform, batch, object));
    },
    missing: async (platform, buildId, addresses) => {
      const Prefix = MIRROR_OBJECTS.release(platform, buildId);
      const left = new Set(addresses);
      for await (const { key } of listObjects(client, { Bucket, Prefix }))
        left.delete(`/${key.slice(Prefix.length)}`);
      return [...left];
    },
    complete: (manifest) => complete(options, manifest),
    whole: async (platform) =>
      (await findReleases(options, platform))
        .filter(({ completedAt }) => completedAt !== null)
        .map(({ buildId }) => buildId),
    prune: async (platform, kept) => {
      for (const release of await findReleases(options, platform)) {
        const isOld = release.completedAt !== null || now() - release.begunAt > UNFINISHED_MS;
        if (!kept.includes(release.buildId) && isOld) await removeAll(options, release.prefix);
      }
    },
  };
}

const MANIFEST = '_preau/manifest.json';
const HEALTH = '_preau/health';

function readManifest(bytes: Uint8Array, platform: string): Manifest | null {
  try {
    const manifest = parseManifest(parseForeignJson(Buffer.from(bytes).toString('utf8')));
    return manifest.platform === platform ? manifest : null;
  } catch {
    // A release that cannot be read has nothing to share; it is not this build's to complain of.
    return null;
  }
}

async function copyOne(
  { client, bucket, workBucket }: S3ReleasesOptions,
  platform: string,
  { buildId, previous }: CopyBatch,
  object: ReleaseObject,
): Promise<void> {
  const isSame = previous !== null && previous.same.includes(object.path);
  const source = isSame
    ? `${bucket}/${MIRROR_OBJECTS.release(platform, previous.buildId)}${addressOf(object.path)}`
    : `${workBucket}/${WORK_OBJECTS.content(object.sha256)}`;
  await copyObject(client, source, {
    Bucket: bucket,
    Key: `${MIRROR_OBJECTS.release(platform, buildId)}${object.address.slice(1)}`,
    ...objectHeaders(object, buildId),
  });
}

/** A file's own address in its release. */
const addressOf = (path: string): string => path.slice(1).replaceAll('?', '%3F');

async function copyObject(
  client: S3Client,
  source: string,
  target: { readonly Bucket: string; readonly Key: string; Metadata: Record<string, string> },
): Promise<void> {
  try {
    const CopySource = source.split('/').map(encodeURIComponent).join('/');
    const command = new CopyObjectCommand({ ...target, CopySource, MetadataDirective: 'REPLACE' });
    await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    throw storeError(error, `copying ${source} to ${target.Bucket}/${target.Key}`);
  }
}

async function complete(options: S3ReleasesOptions, manifest: Manifest): Promise<void> {
  const { client, bucket: Bucket } = options;
  const { platform, buildId, builtAt } = manifest;
  const release = MIRROR_OBJECTS.release(platform, buildId);
  const json = {
    ...objectHeaders({ path: '', type: 'application/json' }, buildId),
    CacheControl: 'no-store',
  };
  const help = { path: OWN_PAGES.missing, type: 'text/html; charset=utf-8' };
  await copyObject(client, `${Bucket}/${release}${OWN_PAGES.missing.slice(1)}`, {
    Bucket,
    Key: MIRROR_OBJECTS.missing(platform),
    ...objectHeaders(help, buildId),
  });
  const builtAtText = new Date(builtAt).toISOString();
  const health = JSON.stringify({ status: 'ok', platform, buildId, builtAt: builtAtText });
  await putObject(client, { Bucket, Key: release + HEALTH, Body: health, ...json });
  const Key = release + WELL_KNOWN.slice(1);
  await putObject(client, { Bucket, Key, Body: wellKnownText(manifest), ...json });
  // Last: a release without its manifest is none.
  const Body = JSON.stringify(manifest);
  await putObject(client, { Bucket, Key: release + MANIFEST, Body, ...json });
}

interface FoundRelease {
  readonly buildId: string;
  readonly prefix: string;
  readonly begunAt: number;
  /** Null for what an interrupted build left. */
  readonly completedAt: number | null;
}

/** Whole ones first, the newest first. */
async function findReleases(
  { client, bucket: Bucket }: S3ReleasesOptions,
  platform: string,
): Promise<readonly FoundRelease[]> {
  const found: FoundRelease[] = [];
  for (const folder of await listFolders(client, {
    Bucket,
    Prefix: MIRROR_OBJECTS.releases(platform),
  })) {
    const prefix = `${folder}/`;
    const [manifest] = await firstOf(client, Bucket, prefix + MANIFEST);
    const [first] = await firstOf(client, Bucket, prefix);
    found.push({
      buildId: folder.slice(folder.lastIndexOf('/') + 1),
      prefix,
      begunAt: first?.putAt ?? 0,
      completedAt: manifest?.putAt ?? null,
    });
  }
  return found.toSorted((a, b) => (b.completedAt ?? 0) - (a.completedAt ?? 0));
}

async function firstOf(client: S3Client, Bucket: string, Prefix: string) {
  for await (const object of listObjects(client, { Bucket, Prefix })) return [object];
  return [];
}

async function removeAll({ client, bucket }: S3ReleasesOptions, prefix: string): Promise<void> {
  let keys: string[] = [];
  const remove = async () => {
    if (keys.length === 0) return;
    const Objects = keys.map((Key) => ({ Key }));
    keys = [];
    try {
      const command = new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Objects, Quiet: true },
      });
      await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw storeError(error, `taking away ${bucket}/${prefix}`);
    }
  };
  // The manifest first would leave a release that looks unfinished; it goes with the others.
  for await (const { key } of listObjects(client, { Bucket: bucket, Prefix: prefix })) {
    keys.push(key);
    if (keys.length === DELETED_MAX) await remove();
  }
  await remove();
}
