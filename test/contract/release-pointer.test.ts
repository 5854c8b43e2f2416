// Goal: the pointer of a mirror turns last and whole, whoever writes beside it, and the store is never
// asked for more than it holds. Method: the real client, signing by SigV4a, at an endpoint in process.
import { CloudFrontKeyValueStoreClient } from '@aws-sdk/client-cloudfront-keyvaluestore';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createKvsReleases } from '../../adapters/aws/kvs-releases.ts';
import { platformId } from '../../core/units.ts';
import { type KvsEndpoint, startKvs } from './kvs-endpoint.ts';

const ENT = platformId('ent');
const OLD = '0123456789abcdef';
const NEW = 'fedcba9876543210';

let kvs: KvsEndpoint;
beforeEach(async () => {
  kvs = await startKvs();
});
afterEach(() => kvs.stop());

function open() {
  const unroutable: string[] = [];
  const pointer = createKvsReleases({
    client: kvs.client,
    arn: kvs.arn,
    tellUnroutable: (addresses) => void unroutable.push(...addresses),
  });
  return { pointer, unroutable };
}
const release = (
  buildId: string,
  known: readonly string[] = [],
  byQuery: readonly string[] = [],
) => ({
  buildId,
  known,
  byQuery,
});

test('is null before the first release, then what was turned to', async () => {
  const { pointer } = open();
  expect(await pointer.current(ENT)).toBeNull();
  await pointer.turn(ENT, release(OLD), []);
  expect(await pointer.current(ENT)).toBe(OLD);
});

test('keeps what the edge knew of the kept releases, and no other’s but other platforms’', async () => {
  const { pointer } = open();
  await pointer.turn(platformId('ent-2'), release(OLD, ['/api/x']), []);
  await pointer.turn(ENT, release(OLD, ['/api/é'], ['/view.php']), []);
  await pointer.turn(ENT, release(NEW, ['/api/é']), [NEW, OLD]);
  expect([...kvs.keys.keys()].toSorted()).toEqual([
    `known/ent-2/${OLD}/api/x`,
    `known/ent/${OLD}/api/%C3%A9`,
    `known/ent/${NEW}/api/%C3%A9`,
    `query/ent/${OLD}/view.php`,
    'release/ent',
    'release/ent-2',
  ]);
  await pointer.turn(ENT, release(NEW, ['/api/é']), [NEW]);
  expect([...kvs.keys.keys()].filter((key) => key.includes(`ent/${OLD}`))).toEqual([]);
});

test('goes in parts of fifty, the pointer after all of them and alone', async () => {
  const { pointer } = open();
  const known = Array.from({ length: 120 }, (_, index) => `/api/${index}`);
  await pointer.turn(ENT, release(NEW, known), []);
  expect(kvs.updates).toEqual([50, 50, 20, 1]);
});

test('is not held up by another writer, unless it is overtaken again and again', async () => {
  const { pointer } = open();
  kvs.overtake(2);
  await pointer.turn(ENT, release(OLD), []);
  expect(await pointer.current(ENT)).toBe(OLD);
  kvs.overtake(99);
  await expect(pointer.turn(ENT, release(NEW), [])).rejects.toMatchObject({
    code: 'store-unavailable',
    retryable: true,
  });
  expect(kvs.keys.get('release/ent')).toBe(OLD);
});

test('says which addresses the store cannot hold, and turns all the same', async () => {
  const { pointer, unroutable } = open();
  const long = `/api/${'é'.repeat(100)}`;
  const many = Array.from({ length: 2_001 }, (_, index) => `/api/${index}`);
  await pointer.turn(ENT, release(NEW, [long, ...many]), []);
  expect(unroutable).toEqual([long, '/api/2000']);
  expect(kvs.keys.get('release/ent')).toBe(NEW);
});

test('is refused by the store without SigV4a’s keys, and says what to see to', async () => {
  const stranger = new CloudFrontKeyValueStoreClient({
    region: 'eu-central-1',
    endpoint: 'http://localhost:1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const pointer = createKvsReleases({ client: stranger, arn: kvs.arn });
  await expect(pointer.current(ENT)).rejects.toMatchObject({ code: 'store-unavailable' });
  const other = createKvsReleases({ client: kvs.client, arn: `${kvs.arn}-other` });
  await expect(other.turn(ENT, release(NEW), [])).rejects.toMatchObject({
    code: 'store-unavailable',
    retryable: false,
  });
});
