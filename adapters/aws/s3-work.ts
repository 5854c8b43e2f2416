import type { S3Client } from '@aws-sdk/client-s3';
import type { BuildPlan, ShareResult } from '../../app/mirror/build-plan.ts';
import type { BuildWork, CopyBatch } from '../../app/mirror/build-work.ts';
import { WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { PreauError } from '../../core/errors.ts';
import { MANIFEST_MAX_BYTES, parseManifest } from '../local/mirror/manifest-schema.ts';
import { inLanes } from '../local/in-lanes.ts';
import { keepContent } from './s3-content.ts';
import { putObject } from './s3-put.ts';
import { readObject } from './s3-read.ts';

export interface S3WorkOptions {
  readonly client: S3Client;
  readonly bucket: string;
  readonly platform: string;
  /** Names the run; unique for all time. */
  readonly run: string;
  /** Epoch milliseconds. @default the machine's clock */
  readonly now?: () => number;
}

/** Objects read or put at once. Chosen. */
const LANES = 16;

/**
 * A build's work in a bucket that nobody but the functions of the build writes to: what it holds is
 * taken at its word, like a deployment file, but for the manifest, which is published.
 */
export function createS3Work(options: S3WorkOptions): BuildWork {
  const { client, bucket: Bucket, platform, run, now = () => Date.now() } = options;
  const names = WORK_OBJECTS.of(platform, run);
  const content = { client, bucket: Bucket, now };
  const save = (Key: string, value: unknown) =>
    putObject(client, { Bucket, Key, Body: JSON.stringify(value) });
  const load = async (Key: string): Promise<unknown> => {
    const bytes = await readObject(client, { Bucket, Key }, MANIFEST_MAX_BYTES);
    if (bytes === null) throw absent(`${Bucket}/${Key}`);
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  };
  return {
    savePlan: async (plan) => {
      await save(names.plan, plan);
      const shares = [...plan.shares.keys()];
      await inLanes(shares, LANES, (number) => save(names.share(number), {}));
    },
    plan: async () => (await load(names.plan)) as BuildPlan,
    keep: async (bytes) => (await keepContent(content, bytes, FRESH_MS)).sha256,
    saveResult: (share, result) => save(names.result(share), result),
    results: (shares) =>
      inLanes(
        Array.from({ length: shares }, (_, number) => number),
        LANES,
        async (number) => (await load(names.result(number))) as ShareResult,
      ),
    saveRelease: async (manifest, batches) => {
      await save(names.manifest, manifest);
      await inLanes(batches, LANES, (batch, number) => save(names.batch(number), batch));
    },
    manifest: async () => parseManifest(await load(names.manifest)),
    batch: async (number) => (await load(names.batch(number))) as CopyBatch,
  };
}

/** Of the bucket's seven days: what is older may be taken away before this run is over. Chosen. */
const FRESH_MS = 5 * 24 * 3_600_000;

const absent = (name: string): PreauError =>
  new PreauError(
    'not-found',
    `Expected what an earlier step of this build left at ${name}, found nothing. Begin the build anew.`,
  );
