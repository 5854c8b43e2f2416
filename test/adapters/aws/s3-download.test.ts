// Goal: a package is downloaded as it was listed, whole, or not at all. Method: fauxqs, a folder of the
// test's own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { downloadObject } from '../../../adapters/aws/s3-download.ts';
import { startStore, type StoreEndpoint } from '../../contract/store-endpoint.ts';
import { temporaryFolder } from '../local/mirror/fixture.ts';

const PLACE = { Bucket: 'lessons', Key: 'ent/cours.mbz' };
const BODY = 'x'.repeat(300_000);

let store: StoreEndpoint;
let etag: string;
beforeAll(async () => {
  store = await startStore();
  store.server.createBucket(PLACE.Bucket);
  const { ETag = '' } = await store.s3.send(new PutObjectCommand({ ...PLACE, Body: BODY }));
  etag = ETag;
});
afterAll(() => store.stop());
const folder = temporaryFolder();

test('it is the object, byte for byte', async () => {
  const path = join(await folder(), 'package');
  await downloadObject(store.s3, PLACE, { etag, maxBytes: BODY.length, path });
  expect(await readFile(path, 'utf8')).toBe(BODY);
});

test.each([
  ['larger than it may be', { maxBytes: BODY.length - 1 }, /at most 299999 bytes/],
  ['another edition', { etag: '"another"' }, /replaced while the build ran/],
])('what is %s is refused', async (_, changes, message) => {
  const path = join(await folder(), 'package');
  const wanted = { etag, maxBytes: BODY.length, path, ...changes };
  await expect(downloadObject(store.s3, PLACE, wanted)).rejects.toMatchObject({
    code: 'store-unavailable',
    retryable: false,
    message: expect.stringMatching(message) as unknown,
  });
});

test('what is gone is a store’s fault', async () => {
  const path = join(await folder(), 'package');
  const gone = { ...PLACE, Key: 'ent/gone.mbz' };
  await expect(downloadObject(store.s3, gone, { etag, maxBytes: 1, path })).rejects.toMatchObject({
    code: 'store-unavailable',
  });
});
