// Goal: schools read from a bucket are those of the local directory, whatever happens to the bucket
// meanwhile. Method: one suite for both; versions, outages and files that are none, for the bucket.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createS3Directory } from '../../adapters/aws/s3-directory.ts';
import { openDirectory } from '../../adapters/local/directory.ts';
import { copyDirectory } from '../../adapters/local/directory-copy.ts';
import type { Directory } from '../../app/ports.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { bring, optIn, platform, range, record } from '../adapters/local/directory-fixtures.ts';
import { platformId } from '../../core/units.ts';
import { uaiOf } from '../app/schools/fixtures.ts';
import { s3At, startStore, startStub, type StoreEndpoint } from './store-endpoint.ts';

const place = { Bucket: 'directory', Key: OBJECTS.directory };
let folder = '';
let files = 0;
let store: StoreEndpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-directory-'));
  store = await startStore();
  store.server.createBucket('directory');
});
beforeEach(() => store.s3.send(new DeleteObjectCommand(place)));
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

const fresh = () => join(folder, `${(files += 1)}.sqlite`);
const put = (Body: string | Uint8Array) => store.s3.send(new PutObjectCommand({ ...place, Body }));

/** A directory of so many schools, as `preau schools publish` makes its file. */
function fileOf(schools: number): Uint8Array {
  const [path, copy] = [fresh(), fresh()];
  const made = openDirectory(path);
  bring(
    made,
    range(1, schools).map((n) => record(n)),
    {
      lists: [{ name: 'volontaires.csv', contacts: [optIn(uaiOf(1), '+33639980002')] }],
      tables: [{ name: 'table.csv', attachments: [{ uai: uaiOf(2), platform: platform.id }] }],
    },
  );
  copyDirectory(path, copy);
  made.close();
  return readFileSync(copy);
}

const local = async (schools: number): Promise<Directory> => {
  const directory = openDirectory(fresh());
  bring(
    directory,
    range(1, schools).map((n) => record(n)),
    {
      lists: [{ name: 'volontaires.csv', contacts: [optIn(uaiOf(1), '+33639980002')] }],
      tables: [{ name: 'table.csv', attachments: [{ uai: uaiOf(2), platform: platform.id }] }],
    },
  );
  return directory;
};
const fromBucket = async (schools: number): Promise<Directory> => {
  await put(fileOf(schools));
  return createS3Directory({ client: store.s3, bucket: 'directory', folder: join(folder, 'tmp') });
};
const bucketOnly = (more: Partial<Parameters<typeof createS3Directory>[0]> = {}) =>
  createS3Directory({
    client: store.s3,
    bucket: 'directory',
    folder: join(folder, 'tmp'),
    ...more,
  });
async function all(directory: Directory) {
  const entries = [];
  for await (const entry of directory.schoolsFor(platform)) entries.push(entry);
  return entries;
}

describe.each([
  ['SQLite', local],
  ['a bucket', fromBucket],
] as const)('a directory in %s', (_, open) => {
  it('gives a platform its schools in UAI order, over several pages, with their contacts', async () => {
    const directory = await open(1_100);
    const entries = await all(directory);
    expect(entries.map(({ school }) => school.uai)).toEqual(range(1, 1_100).map(uaiOf));
    expect(entries[0]?.contacts.map(({ channel, origin }) => [channel, origin])).toEqual([
      ['mail', 'directory'],
      ['sms', 'opt-in'],
    ]);
    expect(await directory.count()).toEqual({ schools: 1_100, mails: 1_100, mobiles: 1 });
  });

  it('gives a platform the schools that a table attaches to it', async () => {
    const directory = await open(3);
    const table = { ...platform, serves: { onlyAttached: true as const } };
    const found = [];
    for await (const entry of directory.schoolsFor(table)) found.push(entry.school.uai);
    expect(found).toEqual([uaiOf(2)]);
  });

  it('gives a platform that serves others none', async () => {
    const directory = await open(2);
    const other = { ...platform, id: platformId('other'), serves: { academies: ['Rennes'] } };
    const found = [];
    for await (const entry of directory.schoolsFor(other)) found.push(entry);
    expect(found).toEqual([]);
  });
});

describe('a directory in a bucket', () => {
  it('is fetched again when it has changed, and only then', async () => {
    const file = fileOf(2);
    let etag = '"one"';
    const stub = await startStub(({ headers }, response) => {
      response.setHeader('etag', etag);
      response.statusCode = headers['if-none-match'] === etag ? 304 : 200;
      response.end(response.statusCode === 200 ? file : undefined);
    });
    const directory = bucketOnly({ client: s3At(stub.url) });
    expect(await all(directory)).toHaveLength(2);
    expect((await directory.count()).schools).toBe(2);
    etag = '"two"';
    await directory.count();
    await stub.stop();
    expect(stub.requests.map(({ headers }) => headers['if-none-match'])).toEqual([
      undefined,
      '"one"',
      '"one"',
    ]);
  });

  it('goes on with the copy of before when the store is down or has a file that is none (P6)', async () => {
    const told: unknown[] = [];
    await put(fileOf(3));
    const directory = bucketOnly({ tell: (error) => told.push(error) });
    expect((await directory.count()).schools).toBe(3);
    await put('no database at all');
    expect((await directory.count()).schools).toBe(3);
    await store.s3.send(new DeleteObjectCommand(place));
    expect(await all(directory)).toHaveLength(3);
    expect(told).toHaveLength(2);
  });

  it('a reader goes on with the copy that it began with, and files are not left behind', async () => {
    await put(fileOf(1_100));
    const directory = bucketOnly();
    const reading = directory.schoolsFor(platform)[Symbol.asyncIterator]();
    await reading.next();
    await put(fileOf(2));
    expect((await directory.count()).schools).toBe(2);
    let read = 1;
    while ((await reading.next()).done !== true) read += 1;
    expect(read).toBe(1_100);
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });

  it('that was never published says what to do', async () => {
    await expect(bucketOnly().count()).rejects.toMatchObject({
      code: 'directory-unreadable',
      message: expect.stringContaining('preau schools publish') as string,
    });
  });

  it.each([
    ['text', 'SQLite format 3?'],
    ['nothing', ''],
    ['another database', other('CREATE TABLE t (x TEXT)')],
    [
      'a view where a table should be',
      other(
        "CREATE VIEW school AS SELECT '' AS uai, '' AS department, '' AS school, 0 AS gone; CREATE TABLE contact (uai, list, role, channel, address, language)",
      ),
    ],
  ])('that is %s is refused', async (_, file) => {
    await put(file);
    await expect(bucketOnly().count()).rejects.toMatchObject({ code: 'directory-unreadable' });
  });

  it('larger than the limit is refused before the disk is full', async () => {
    await put(fileOf(2));
    await expect(bucketOnly({ maxBytes: 1_000 }).count()).rejects.toThrow('at most 1000 bytes');
    expect(readdirSync(join(folder, 'tmp'))).toEqual([]);
  });
});

it('the copy to publish holds no number that is only for dialling', () => {
  const path = fresh();
  const copy = fresh();
  const made = openDirectory(path);
  bring(made, [record(1)]);
  copyDirectory(path, copy);
  made.close();
  expect(readFileSync(copy).includes('+33639980001')).toBe(false);
});

function other(sql: string): Uint8Array {
  const root = mkdtempSync(join(tmpdir(), 'preau-other-'));
  const path = join(root, 'other.sqlite');
  const database = new DatabaseSync(path);
  database.exec(`${sql}; PRAGMA user_version = 1`);
  database.close();
  const bytes = readFileSync(path);
  rmSync(root, { recursive: true });
  return bytes;
}
