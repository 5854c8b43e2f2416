// Goal: what is in packages is on the shelf as long as the bucket keeps it for sure, and no longer; and
// how often a run died of one is counted. Method: fauxqs, with a clock that the test sets.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openS3Lessons } from '../../../adapters/aws/open-s3-lessons.ts';
import { s3KeptReader } from '../../../adapters/aws/s3-kept-reader.ts';
import { s3PackageShelf } from '../../../adapters/aws/s3-package-shelf.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import type { UnpackedPackage } from '../../../app/mirror/package-shelf.ts';
import { epochMs } from '../../../core/units.ts';
import { startStore, type StoreEndpoint } from '../../contract/store-endpoint.ts';

const DAY_MS = 24 * 3_600_000;
const OF = { name: 'été/cours.mbz', edition: '"e1"' };

let store: StoreEndpoint;
let ahead: number;
beforeAll(async () => {
  store = await startStore();
  for (const name of ['work', 'lessons']) store.server.createBucket(name);
});
afterAll(() => store.stop());
beforeEach(() => {
  ahead = 0;
});

/** fauxqs dates what it is given by the machine's clock. */
const now = () => Date.now() + ahead;
const shelfOf = (run: string, platform = 'ent') =>
  s3PackageShelf({ client: store.s3, bucket: 'work', platform, run, now });

const unpacked = (until: number): UnpackedPackage => ({
  kind: 'unpacked',
  by: 'v1',
  until: epochMs(until),
  sets: [{ folder: '/', aliases: {}, exclude: [] }],
  files: [{ name: 'a.html', path: '/a.html', sizeBytes: 1, kept: hashOf('A') }],
  leftOut: [],
  outline: [],
});

test('a record is of one edition of one package of one platform', async () => {
  const record = unpacked(1);
  await shelfOf('r1').save(OF, record);
  expect(await shelfOf('r2').record(OF)).toEqual(record);
  expect(await shelfOf('r2').record({ ...OF, edition: '"e2"' })).toBeNull();
  expect(await shelfOf('r2').record({ ...OF, name: 'cours.mbz' })).toBeNull();
  expect(await shelfOf('r2', 'ent-autre').record(OF)).toBeNull();
});

test('deaths are counted within a run, and what ends by itself is none', async () => {
  const shelf = shelfOf('mortal');
  expect(await shelf.begin(OF)).toBe(0);
  expect(await shelf.begin(OF)).toBe(1);
  await shelf.end(OF);
  expect(await shelf.begin(OF)).toBe(1);
  expect(await shelfOf('another').begin(OF)).toBe(0);
  expect(await shelf.begin({ ...OF, edition: '"e2"' })).toBe(0);
});

test('bytes are sure for six days, and put again once three have passed', async () => {
  const shelf = shelfOf('r1');
  const bytes = new TextEncoder().encode('octets');
  const first = await shelf.keep(bytes);
  expect(first.sha256).toBe(hashOf('octets'));
  expect(first.until - now()).toBeGreaterThan(5.9 * DAY_MS);
  ahead = 2.9 * DAY_MS;
  // As S3 dates it, to the second.
  const second = await shelf.keep(bytes);
  expect(Math.abs(second.until - first.until)).toBeLessThan(2_000);
  ahead = 3.1 * DAY_MS;
  const third = await shelf.keep(bytes);
  expect(third.until - now()).toBeGreaterThan(5.9 * DAY_MS);
});

test('a record whose bytes may be gone is no record', async () => {
  const put = { Bucket: 'lessons', Key: 'ent/a.zip', Body: 'a package' };
  const { ETag = '' } = await store.s3.send(new PutObjectCommand(put));
  const shelf = shelfOf('r1');
  await shelf.save({ name: 'a.zip', edition: ETag }, unpacked(now() + DAY_MS));
  const open = () =>
    openS3Lessons({
      client: store.s3,
      bucket: 'lessons',
      prefix: 'ent/',
      workBucket: 'work',
      shelf,
      now,
    });
  expect((await (await open()).list()).files.map(({ path }) => path)).toEqual(['/a/a.html']);
  ahead = 1.1 * DAY_MS;
  await expect(open()).rejects.toMatchObject({ code: 'not-found' });
});

test('what could not be unpacked is not looked for elsewhere', async () => {
  const read = s3KeptReader(store.s3, 'work', async () => new TextEncoder().encode('elsewhere'));
  const file = { name: 'a/x.html', path: '/a/x.html', sizeBytes: 1 };
  expect(await read({ ...file, kept: null })).toBeNull();
  expect(Buffer.from((await read(file)) ?? []).toString()).toBe('elsewhere');
});
