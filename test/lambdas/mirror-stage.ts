import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { createKvsReleases } from '../../adapters/aws/kvs-releases.ts';
import { mirrorSecretKey } from '../../adapters/aws/mirror-secret-key.ts';
import { findPackages, openS3Lessons } from '../../adapters/aws/open-s3-lessons.ts';
import { s3KeptReader } from '../../adapters/aws/s3-kept-reader.ts';
import { s3LessonReader } from '../../adapters/aws/s3-lesson-reader.ts';
import { openS3Package } from '../../adapters/aws/s3-open-package.ts';
import { s3PackageShelf } from '../../adapters/aws/s3-package-shelf.ts';
import { listObjects } from '../../adapters/aws/s3-list.ts';
import { createS3Releases } from '../../adapters/aws/s3-releases.ts';
import { createS3Work } from '../../adapters/aws/s3-work.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { lessonMarkup } from '../../adapters/local/mirror/markup.ts';
import { STEMMERS } from '../../adapters/local/mirror/stem.ts';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import { readConfig } from '../../config/read-config.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { epochMs } from '../../core/units.ts';
import { createHandler as createBuilder } from '../../lambdas/build-mirror/handler.ts';
import { createHandler as createPublisher } from '../../lambdas/publish-mirror/handler.ts';
import { createHandler as createUnpacker } from '../../lambdas/unpack-lessons/handler.ts';
import { aConfig } from '../config/a-config.ts';
import { type KvsEndpoint, startKvs } from '../contract/kvs-endpoint.ts';
import { startStore, type StoreEndpoint } from '../contract/store-endpoint.ts';
import { contextOf } from './stage.ts';

/** Tuesday 6 April 2021, 8:00 in Paris. */
export const MORNING = '2021-04-06T06:00:00Z';
const KILLED = 'killed by the test';

export interface MirrorStage {
  readonly store: StoreEndpoint;
  readonly kvs: KvsEndpoint;
  /** What the home was told, the last first. */
  readonly told: Manifest[];
  readonly unroutable: string[];
  readonly handlers: {
    readonly unpacker: ReturnType<typeof createUnpacker>;
    readonly builder: ReturnType<typeof createBuilder>;
    readonly publisher: ReturnType<typeof createPublisher>;
  };
  /** Packages that were opened, by name. */
  readonly opened: string[];
  /** Where packages lie while they are opened. */
  readonly space: string;
  /** Die at this call of S3 or the key value store, counted from now; never when absent. */
  dieAt(call?: number): void;
  readonly calls: () => number;
  stop(): Promise<void>;
}

export async function mirrorStage(): Promise<MirrorStage> {
  const store = await startStore();
  const kvs = await startKvs();
  for (const name of ['lessons', 'work', 'mirror']) store.server.createBucket(name);
  let calls = 0;
  let deadFrom = Number.POSITIVE_INFINITY;
  const count = (next: (args: never) => Promise<never>) => async (args: never) => {
    calls += 1;
    // The dead make no further call.
    if (calls > deadFrom) throw new Error(KILLED);
    return next(args);
  };
  store.s3.middlewareStack.add(count as never, { step: 'initialize' });
  kvs.client.middlewareStack.add(count as never, { step: 'initialize' });
  const seen: Seen = { told: [], unroutable: [], opened: [] };
  const space = await mkdtemp(join(tmpdir(), 'preau-space-'));
  return {
    store,
    kvs,
    ...seen,
    space: join(space, 'packages'),
    handlers: handlersOver(store.s3, kvs, seen, join(space, 'packages')),
    dieAt: (call) => {
      calls = 0;
      deadFrom = call ?? Number.POSITIVE_INFINITY;
    },
    calls: () => calls,
    stop: async () => {
      await store.stop();
      await kvs.stop();
      await rm(space, { recursive: true, force: true });
    },
  };
}

interface Seen {
  readonly told: Manifest[];
  readonly unroutable: string[];
  readonly opened: string[];
}

function handlersOver(client: S3Client, kvs: KvsEndpoint, seen: Seen, space: string) {
  const { told, unroutable, opened } = seen;
  const read = readConfig(
    aConfig({
      'platforms.0.mirror.cloudFront': true,
      'platforms.0.mirror.addresses': [],
      'aws.mirrors': { bucket: 'mirror', region: 'eu-central-1' },
    }),
  );
  if (read.kind === 'refused') throw new Error(JSON.stringify(read.problems));
  const words = mirrorWords('fr');
  const openWork = (platform: string, run: string) =>
    createS3Work({ client, bucket: 'work', platform, run });
  const lessonsOf = (platform: string) => ({
    client,
    bucket: 'lessons',
    prefix: `${platform}/`,
    workBucket: 'work',
  });
  const openShelf = (platform: string, run: string) =>
    s3PackageShelf({ client, bucket: 'work', platform, run });
  const shared = { words, hashOf, openWork };
  return {
    unpacker: createUnpacker({
      by: 'these importers',
      now: () => epochMs(Date.now()),
      findPackages: (platform) => findPackages(lessonsOf(platform)),
      openPackage: async (platform, of) => {
        opened.push(of.name);
        return openS3Package({ ...lessonsOf(platform), words, space }, of);
      },
      openShelf,
    }),
    builder: createBuilder({
      ...shared,
      markup: lessonMarkup(words),
      openLessons: (platform) => ({
        read: s3KeptReader(client, 'work', s3LessonReader(lessonsOf(platform)).read),
      }),
    }),
    publisher: createPublisher({
      ...shared,
      openLessons: (platform, run) =>
        openS3Lessons({
          ...lessonsOf(platform),
          shelf: openShelf(platform, run),
          now: Date.now,
        }),
      stemmers: STEMMERS,
      config: read.config,
      releases: createS3Releases({ client, bucket: 'mirror', workBucket: 'work' }),
      pointer: createKvsReleases({
        client: kvs.client,
        arn: kvs.arn,
        tellUnroutable: (addresses) => void unroutable.push(...addresses),
      }),
      signer: async () => (manifest) => mirrorSecretKey('x'.repeat(64)).sign(manifest),
      tell: async (manifest) => void told.unshift(manifest),
    }),
  };
}

export async function putLessons(
  { store }: MirrorStage,
  lessons: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [name, Body] of Object.entries(lessons))
    await store.s3.send(new PutObjectCommand({ Bucket: 'lessons', Key: `ent/${name}`, Body }));
}

/** What the state machine does, one worker after the other. */
export async function runBuild(
  stage: MirrorStage,
  run: string,
  { startedAt = MORNING, whole = false } = {},
): Promise<void> {
  const { unpacker, builder, publisher } = stage.handlers;
  const input = { platform: 'ent', ...(whole ? { whole } : {}) };
  const step = (name: string) => publisher({ step: name, run, startedAt, input }, contextOf());
  const found = await unpacker({ step: 'find', run, startedAt, input }, contextOf());
  // As JSON, since it travels with the execution.
  const { packages } = JSON.parse(JSON.stringify(found)) as {
    readonly packages: readonly unknown[];
  };
  for (const one of packages) await unpacker(one, contextOf());
  await step('plan');
  for (const key of await keysIn(stage, 'work', `work/ent/${run}/shares/`))
    await builder({ step: 'render', key }, contextOf());
  await step('assemble');
  for (const key of await keysIn(stage, 'work', `work/ent/${run}/batches/`))
    await publisher({ step: 'copy', key }, contextOf());
  await step('finish');
}

export async function keysIn(
  { store }: MirrorStage,
  Bucket: string,
  Prefix: string,
): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const { key } of listObjects(store.s3, { Bucket, Prefix })) keys.push(key);
  return keys;
}

/** An object of the mirrors' bucket, as CloudFront gets it; null for none. */
export async function served({ store }: MirrorStage, Key: string) {
  const place = { Bucket: 'mirror', Key };
  try {
    const { Metadata, CacheControl, ContentType } = await store.s3.send(
      new HeadObjectCommand(place),
    );
    const { Body } = await store.s3.send(new GetObjectCommand(place));
    const text = (await Body?.transformToString()) ?? '';
    return { text, type: ContentType, cache: CacheControl, metadata: Metadata ?? {} };
  } catch {
    return null;
  }
}

export async function remove({ store }: MirrorStage, Bucket: string, Key: string): Promise<void> {
  await store.s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

export async function removeAll(stage: MirrorStage, bucket: string, prefix: string): Promise<void> {
  for (const key of await keysIn(stage, bucket, prefix)) await remove(stage, bucket, key);
}
