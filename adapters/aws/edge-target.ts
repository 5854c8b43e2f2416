import type { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import type { S3Client } from '@aws-sdk/client-s3';
import type { CopyBatch } from '../../app/mirror/build-work.ts';
import { copyBatches } from '../../app/mirror/copy-batches.ts';
import { finishBuild } from '../../app/mirror/finish-build.ts';
import type {
  KeptRelease,
  PublishTarget,
  OnTravel,
  OutgoingRelease,
  Travel,
} from '../../app/mirror/publish-target.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import type { PlatformId } from '../../core/units.ts';
import { createKvsReleases } from './kvs-releases.ts';
import { inPutLanes } from './in-put-lanes.ts';
import { putObject } from './s3-put.ts';
import { createS3Releases } from './s3-releases.ts';
import { createS3Work } from './s3-work.ts';

export interface EdgeTargetOptions {
  /** In the mirrors' Region. */
  readonly client: S3Client;
  /** In the home's Region. */
  readonly home: S3Client;
  readonly keys: CloudFrontKeyValueStoreClient;
  readonly platform: PlatformId;
  readonly bucket: string;
  /** The ARN of the key value store. */
  readonly store: string;
  readonly workBucket: string;
  readonly evidenceBucket: string;
}

/**
 * Préau's own place on AWS: what the functions of a build do to publish, done from here. What the
 * release before has is copied there; what it has not goes to the work bucket by its hash, once.
 *
 * Nothing has to be invalidated at the edge: the build id is in each object's key.
 *
 * @throws PreauError `argument-invalid` for another platform's mirror
 */
export function createEdgeTarget(options: EdgeTargetOptions): PublishTarget {
  const { client, home, platform, bucket, workBucket, evidenceBucket } = options;
  const releases = createS3Releases({ client, bucket, workBucket });
  const pointer = createKvsReleases({ client: options.keys, arn: options.store });
  const work = createS3Work({ client, bucket: workBucket, platform, run: 'publish' });
  const tell = (manifest: Manifest) =>
    putObject(home, {
      Bucket: evidenceBucket,
      Key: OBJECTS.manifest(platform),
      Body: JSON.stringify(manifest),
      ContentType: 'application/json',
    });
  const finish = (manifest: Manifest) => finishBuild({ releases, pointer, tell }, manifest);
  const before = async (): Promise<Manifest | null> => {
    const current = await pointer.current(platform);
    return current === null ? null : releases.manifest(platform, current);
  };
  return {
    plan: async (release) => planTravel(platform, release, await before()).travel,
    publish: async (release, onTravel) => {
      const served = await before();
      const { travel, changed } = planTravel(platform, release, served);
      await keepAll(changed, release, travel, (bytes) => work.keep(bytes), onTravel);
      for (const batch of batchesOf(release.manifest, served)) await releases.copy(platform, batch);
      await finish(release.manifest);
      return travel;
    },
    kept: async () => {
      const current = await pointer.current(platform);
      const kept: KeptRelease[] = [];
      for (const buildId of await releases.whole(platform)) {
        const manifest = await releases.manifest(platform, buildId);
        if (manifest === null) continue;
        kept.push({ buildId, builtAt: manifest.builtAt, isServed: buildId === current });
      }
      return kept.toSorted((a, b) => b.builtAt - a.builtAt);
    },
    turnBack: async (buildId) => {
      const isKept = (await releases.whole(platform)).includes(buildId);
      const manifest = isKept ? await releases.manifest(platform, buildId) : null;
      if (manifest === null)
        throw new PreauError(
          'not-found',
          `expected a build id that ${bucket} keeps of ${platform}, got ${buildId}; "preau mirror rollback TARGET --list" lists them`,
          { said: { key: 'release.unknownThere', values: { place: bucket, got: buildId } } },
        );
      await finish(manifest);
      return manifest;
    },
  };
}

function planTravel(
  platform: PlatformId,
  { manifest }: OutgoingRelease,
  before: Manifest | null,
): { readonly travel: Travel; readonly changed: readonly ManifestFile[] } {
  if (manifest.platform !== platform)
    throw new PreauError(
      'argument-invalid',
      `expected the mirror of ${platform}, which the target is of, got that of ${manifest.platform}; build it with --platform ${platform}, or correct "platform=" of the target`,
      { said: { key: 'release.otherMirror', values: { platform, got: manifest.platform } } },
    );
  const known = new Map(before?.files.map(({ path, sha256 }) => [path, sha256]));
  const changed = manifest.files.filter(({ path, sha256 }) => known.get(path) !== sha256);
  const wanted = new Set(manifest.files.map(({ path }) => path));
  const bytes = changed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const removed = [...known.keys()].filter((path) => !wanted.has(path)).length;
  return { changed, travel: { files: changed.length, bytes, removed } };
}

async function keepAll(
  changed: readonly ManifestFile[],
  release: OutgoingRelease,
  travel: Travel,
  keep: (bytes: Uint8Array) => Promise<unknown>,
  onTravel: OnTravel | undefined,
): Promise<void> {
  const done = { files: 0, bytes: 0 };
  await inPutLanes(changed, async ({ path, sizeBytes }) => {
    await keep(await release.read(path));
    done.files += 1;
    done.bytes += sizeBytes;
    onTravel?.({ ...done }, travel);
  });
}

function batchesOf(manifest: Manifest, before: Manifest | null): readonly CopyBatch[] {
  const hashes = Object.fromEntries(before?.files.map((file) => [file.path, file.sha256]) ?? []);
  return copyBatches(manifest, before && { buildId: before.buildId, hashes });
}
