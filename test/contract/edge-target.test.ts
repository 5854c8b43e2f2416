// Goal: the command publishes to Préau's own place on AWS what its functions would, sends what changed alone,
// and goes back. Method: releases by hand; fauxqs and a key value store of the test's own, which may die.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { createEdgeTarget } from '../../adapters/aws/edge-target.ts';
import { s3MirrorSheets } from '../../adapters/aws/s3-mirror-sheets.ts';
import { createS3Mirrors } from '../../adapters/aws/s3-mirrors.ts';
import { createS3Releases } from '../../adapters/aws/s3-releases.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { releaseAddresses } from '../../app/mirror/release-addresses.ts';
import { MIRROR_OBJECTS } from '../../config/aws-mirror-keys.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { platformId } from '../../core/units.ts';
import { aRelease } from './a-release.ts';
import { type KvsEndpoint, startKvs } from './kvs-endpoint.ts';
import { s3At, startStore, type StoreEndpoint } from './store-endpoint.ts';

let store: StoreEndpoint;
let kvs: KvsEndpoint;
const calls: string[] = [];
let deadFrom = Number.POSITIVE_INFINITY;
beforeAll(async () => {
  store = await startStore();
  kvs = await startKvs();
  for (const name of ['mirrors', 'work', 'evidence']) store.server.createBucket(name);
  kvs.client.middlewareStack.add(dying as never, { step: 'initialize' });
});
afterAll(async () => {
  await store.stop();
  await kvs.stop();
});

/** The dead make no further call. */
const dying =
  (next: (args: never) => Promise<never>, context: { readonly commandName?: string }) =>
  async (args: { readonly input: { readonly Key?: string } }) => {
    if (calls.length >= deadFrom) throw new Error('killed by the test');
    calls.push(`${context.commandName ?? ''} ${args.input.Key ?? ''}`);
    return next(args as never);
  };

function target() {
  const client = s3At(store.url);
  client.middlewareStack.add(dying as never, { step: 'initialize' });
  return createEdgeTarget({
    client,
    home: client,
    keys: kvs.client,
    platform: platformId('ent'),
    bucket: 'mirrors',
    store: kvs.arn,
    workBucket: 'work',
    evidenceBucket: 'evidence',
  });
}

async function get(Bucket: string, Key: string): Promise<Buffer> {
  const { Body } = await store.s3.send(new GetObjectCommand({ Bucket, Key }));
  return Buffer.from((await Body?.transformToByteArray()) ?? []);
}

async function servedManifest(): Promise<Manifest> {
  const at = MIRROR_OBJECTS.release('ent', kvs.keys.get('release/ent') ?? '');
  const manifest: Manifest = JSON.parse(String(await get('mirrors', `${at}_preau/manifest.json`)));
  for (const [address, file] of releaseAddresses(manifest).files)
    expect([address, hashOf(await get('mirrors', at + address.slice(1)))]).toEqual([
      address,
      file.sha256,
    ]);
  return manifest;
}

test('every address is an object, the home is told, and only what changed travels', async () => {
  const first = await aRelease({ '/a.html': 'A', '/b.html': 'B', '/i.png': 'i' });
  expect((await target().publish(first)).files).toBe(first.manifest.files.length);
  expect((await servedManifest()).buildId).toBe(first.manifest.buildId);
  const second = await aRelease({ '/a.html': 'A', '/b.html': 'B, autrement', '/i.png': 'i' }, 1);
  const travel = await target().plan(second);
  expect(travel).toMatchObject({ files: 1, removed: 0 });
  expect(await target().publish(second)).toEqual(travel);
  expect((await servedManifest()).buildId).toBe(second.manifest.buildId);
  const told = JSON.parse(String(await get('evidence', OBJECTS.manifest('ent'))));
  expect(told).toMatchObject({ buildId: second.manifest.buildId });
});

/** As the console on AWS reads it, a look at a time. */
function sheets(client = store.s3) {
  let nowMs = 0;
  const read = s3MirrorSheets({
    releases: createS3Releases({ client, bucket: 'mirrors', workBucket: 'mirrors' }),
    told: createS3Mirrors({ client: store.s3, bucket: 'evidence' }),
    platforms: new Map([['ent', 'elsewhere'] as const]),
    nowMs: () => nowMs,
  });
  return {
    look: () => read(platformId('ent')),
    other: () => read(platformId('ent-2')),
    wait: (ms: number) => (nowMs += ms),
  };
}

test('the console lists what is kept, says what is served, and looks again after a minute', async () => {
  const { look, other, wait } = sheets();
  const [last, before] = await target().kept();
  const sheet = await look();
  expect(sheet?.releases.map(({ buildId, isServed, files }) => [buildId, isServed, files])).toEqual(
    [
      [last?.buildId, true, 6],
      [before?.buildId, false, 6],
    ],
  );
  expect(sheet?.changes).toMatchObject({ added: 0, removed: 0, changed: 1, same: 5 });
  expect(sheet?.work).toBe('elsewhere');
  expect(await other()).toBe(null);
  await target().turnBack(before?.buildId ?? '');
  expect(await look()).toBe(sheet);
  wait(60_000);
  expect((await look())?.releases.map(({ isServed }) => isServed)).toEqual([false, true]);
  await target().turnBack(last?.buildId ?? '');
});

test('the console tries again at once what the store did not answer', async () => {
  const client = s3At(store.url);
  let isDown = true;
  const failing = (next: (args: never) => Promise<never>) => (args: never) =>
    isDown ? Promise.reject(new Error('down')) : next(args);
  client.middlewareStack.add(failing as never, { step: 'initialize' });
  const { look } = sheets(client);
  await expect(look()).rejects.toMatchObject({ code: 'store-unavailable' });
  isDown = false;
  expect((await look())?.releases).toHaveLength(2);
});

test('goes back to a release that is kept, and knows no other', async () => {
  const kept = await target().kept();
  expect(kept.map(({ isServed }) => isServed)).toEqual([true, false]);
  await target().turnBack(kept[1]?.buildId ?? '');
  expect((await servedManifest()).buildId).toBe(kept[1]?.buildId);
  const unknown = target().turnBack('0'.repeat(16));
  await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
});

test('refuses the mirror of another platform', async () => {
  const release = await aRelease({});
  const manifest = { ...release.manifest, platform: platformId('autre') };
  const refused = target().publish({ ...release, manifest });
  await expect(refused).rejects.toMatchObject({ code: 'argument-invalid' });
});

test('killed at any call, a whole release is served, and what was sent is not sent again', async () => {
  const next = await aRelease({ '/c.html': 'C', '/i.png': 'autre' }, 2);
  let died = 0;
  const sent: string[] = [];
  for (let call = 0; ; call += 1) {
    calls.splice(0);
    deadFrom = call;
    const isOver = await target()
      .publish(next)
      .then(
        () => true,
        () => false,
      );
    deadFrom = Number.POSITIVE_INFINITY;
    sent.push(...calls.filter((name) => name.startsWith('PutObjectCommand content/')));
    await servedManifest();
    if (isOver) break;
    died += 1;
  }
  expect(died).toBeGreaterThan(15);
  expect((await servedManifest()).buildId).toBe(next.manifest.buildId);
  expect(sent.length).toBeGreaterThan(2);
  expect(new Set(sent).size).toBe(sent.length);
}, 60_000);
