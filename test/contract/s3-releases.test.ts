// Goal: a bucket of releases takes away what nobody goes back to, and nothing that is in use or being
// made. Method: objects laid by hand in fauxqs, the clock an argument.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createS3Releases } from '../../adapters/aws/s3-releases.ts';
import { listObjects } from '../../adapters/aws/s3-list.ts';
import { platformId } from '../../core/units.ts';
import { startStore, type StoreEndpoint } from './store-endpoint.ts';

const ENT = platformId('ent');
const DAY_MS = 24 * 3_600_000;
const [SERVED, OLDER, HALF] = ['a'.repeat(16), 'b'.repeat(16), 'c'.repeat(16)];

let store: StoreEndpoint;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

async function lay(bucket: string, keys: readonly string[]) {
  store.server.createBucket(bucket);
  for (const Key of keys)
    await store.s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: '{}' }));
  let laterMs = 0;
  const releases = createS3Releases({
    client: store.s3,
    bucket,
    workBucket: 'work',
    now: () => Date.now() + laterMs,
  });
  const left = async () => {
    const found: string[] = [];
    for await (const { key } of listObjects(store.s3, { Bucket: bucket, Prefix: '' }))
      found.push(key);
    return found;
  };
  return { releases, left, wait: (ms: number) => (laterMs = ms) };
}

const release = (platform: string, build: string) => [
  `releases/${platform}/${build}/_preau/manifest.json`,
  `releases/${platform}/${build}/été.html`,
];
const half = `releases/ent/${HALF}/index.html`;

test('keeps what is kept, what is another’s, and what may still be in the making', async () => {
  const other = release('ent-2', OLDER);
  const all = [
    ...release('ent', SERVED),
    ...release('ent', OLDER),
    half,
    ...other,
    'help/ent/404.html',
  ];
  const { releases, left, wait } = await lay('prune', all);
  expect((await releases.whole(ENT)).toSorted()).toEqual([SERVED, OLDER]);
  await releases.prune(ENT, [SERVED]);
  expect(await left()).toEqual(
    ['help/ent/404.html', ...other, ...release('ent', SERVED), half].toSorted(),
  );
  wait(DAY_MS + 60_000);
  await releases.prune(ENT, [SERVED]);
  expect(await left()).not.toContain(half);
  expect(await left()).toEqual(expect.arrayContaining(release('ent', SERVED)));
});

test('has no manifest of a release that is not there, not whole, or another platform’s', async () => {
  const { releases } = await lay('manifests', release('ent', SERVED));
  expect(await releases.manifest(ENT, OLDER)).toBeNull();
  expect(await releases.manifest(ENT, SERVED)).toBeNull();
});

test('takes away a release of more objects than one call deletes', async () => {
  const many = Array.from({ length: 1_050 }, (_, index) => `releases/ent/${OLDER}/${index}.html`);
  const { releases, left } = await lay('many', [...many, ...release('ent', OLDER)]);
  await releases.prune(ENT, [SERVED]);
  expect(await left()).toEqual([]);
});
