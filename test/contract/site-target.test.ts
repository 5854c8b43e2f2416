// Goal: a mirror in a store at another hoster gets only what it lacks, is read back, goes back to what it
// keeps, and killed at any call still serves one whole release. Method: releases by hand, published to fauxqs.
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listObjects } from '../../adapters/aws/s3-list.ts';
import { createSiteTarget } from '../../adapters/aws/site-target.ts';
import { hashOf } from '../../adapters/local/hash.ts';
import { sitePlaces } from '../../app/mirror/site-places.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { aRelease } from './a-release.ts';
import { s3At, startStore, type StoreEndpoint } from './store-endpoint.ts';

const LESSON = 'Une table a des lignes et des colonnes. '.repeat(20);
const KILLED = 'killed by the test';

let store: StoreEndpoint;
let buckets = 0;
beforeAll(async () => {
  store = await startStore();
});
afterAll(() => store.stop());

/** A new bucket, and a client that dies at a call of its own. */
function bucketOf(compressed = false, prefix = 'lecons/') {
  buckets += 1;
  const bucket = `site-${buckets}`;
  store.server.createBucket(bucket);
  const client = s3At(store.url);
  const calls: string[] = [];
  let deadFrom = Number.POSITIVE_INFINITY;
  let countdown = 0;
  client.middlewareStack.add(
    (next, context) => async (args) => {
      countdown += 1;
      if (countdown > deadFrom) throw new Error(KILLED);
      const { Key = '' } = args.input as { readonly Key?: string };
      calls.push(`${context.commandName ?? ''} ${Key}`);
      return next(args);
    },
    { step: 'initialize' },
  );
  return {
    bucket,
    calls,
    dieAt: (call = Number.POSITIVE_INFINITY) => {
      countdown = 0;
      deadFrom = call;
    },
    target: createSiteTarget({ client, bucket, prefix, compressed }),
    keys: async () => {
      const keys: string[] = [];
      for await (const { key } of listObjects(store.s3, { Bucket: bucket, Prefix: '' }))
        keys.push(key);
      return keys;
    },
    get: async (Key: string) => {
      try {
        const { Body } = await store.s3.send(new GetObjectCommand({ Bucket: bucket, Key }));
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      } catch {
        return null;
      }
    },
    head: (Key: string) => store.s3.send(new HeadObjectCommand({ Bucket: bucket, Key })),
  };
}

type Bucket = ReturnType<typeof bucketOf>;

const pointer = async (bucket: Bucket) =>
  (await bucket.get('lecons/.preau/current'))?.toString().trim().split('/')[1] ?? '';

/** The release that the pointer names is there word for word. */
async function servedManifest(bucket: Bucket): Promise<Manifest> {
  const at = `lecons/.preau/releases/${await pointer(bucket)}`;
  const manifest: Manifest = JSON.parse(String(await bucket.get(`${at}/_preau/manifest.json`)));
  for (const { path, sha256 } of manifest.files)
    expect([path, hashOf((await bucket.get(at + path)) ?? 'absent')]).toEqual([path, sha256]);
  return manifest;
}

/** All plain files are those of one release. */
async function expectPlain(bucket: Bucket, manifest: Manifest): Promise<void> {
  for (const [path, { sha256 }] of sitePlaces(manifest))
    expect([path, hashOf((await bucket.get(`lecons${path}`)) ?? 'absent')]).toEqual([path, sha256]);
}

const puts = (bucket: Bucket) =>
  bucket.calls.filter((call) => /^PutObject.*\.preau\/releases/.test(call)).length;

describe('a publication', { timeout: 30_000 }, () => {
  test('lays the release out under its own addresses, with types, times and hashes', async () => {
    const bucket = bucketOf();
    const outgoing = await aRelease({ '/été/a.html': LESSON, '/i.png': 'bytes' });
    const travel = await bucket.target.publish(outgoing);
    expect(travel.files).toBe(outgoing.manifest.files.length);
    const manifest = await servedManifest(bucket);
    await expectPlain(bucket, manifest);
    const page = await bucket.head('lecons/été/a.html');
    expect(page).toMatchObject({ ContentType: 'text/html; charset=utf-8' });
    expect(page.CacheControl).toBe('public, max-age=60');
    const theme = manifest.files.find(({ path }) => /theme\.[0-9a-f]{12}/.test(path));
    const style = await bucket.head(`lecons${theme?.path}`);
    expect(style.CacheControl).toBe('public, max-age=31536000, immutable');
    expect(style.Metadata?.['sha256']).toBe(theme?.sha256);
    const about = JSON.parse(String(await bucket.get('lecons/.well-known/preau')));
    expect(about).toMatchObject({ buildId: manifest.buildId, platform: manifest.platform });
    expect((await bucket.keys()).filter((key) => key.endsWith('.br'))).toEqual([]);
  });

  test('sends what changed and nothing else, and takes away what is gone', async () => {
    const same = { '/c.html': LESSON, '/i.png': 'bytes' };
    const bucket = bucketOf();
    await bucket.target.publish(await aRelease({ ...same, '/a.html': 'A', '/b.html': 'B' }));
    const next = await aRelease({ ...same, '/a.html': 'A, autrement', '/d.html': LESSON }, 1);
    const plan = await bucket.target.plan(next);
    bucket.calls.splice(0);
    const travel = await bucket.target.publish(next);
    expect(travel).toEqual(plan);
    expect(travel.removed).toBe(1);
    // The home page, which lists the lessons, and the lesson that changed; /d.html is /c.html's twin.
    expect(travel.files).toBe(2);
    // The files, and what makes the release whole.
    expect(puts(bucket)).toBe(travel.files + 2);
    await expectPlain(bucket, await servedManifest(bucket));
    expect(await bucket.get('lecons/b.html')).toBeNull();
    expect(await bucket.get('lecons/b')).toBeNull();
    bucket.calls.splice(0);
    expect(await bucket.target.publish(next)).toMatchObject({ files: 0, bytes: 0 });
    expect(puts(bucket)).toBe(2);
  });

  test('puts texts compressed too where a server in front asks for them', async () => {
    const bucket = bucketOf(true);
    await bucket.target.publish(await aRelease({ '/a.html': LESSON }));
    const small = await bucket.head('lecons/a.html.br');
    expect(small).toMatchObject({ ContentEncoding: 'br', ContentType: 'text/html; charset=utf-8' });
    await servedManifest(bucket);
  });

  test('puts a large document in parts, whole', async () => {
    const bucket = bucketOf();
    await bucket.target.publish(await aRelease({ '/grand.pdf': `%PDF-${'x'.repeat(17e6)}` }));
    expect(bucket.calls.filter((call) => call.startsWith('UploadPart'))).toHaveLength(3);
    await servedManifest(bucket);
  });

  test('tells how far it is', async () => {
    const told: number[] = [];
    const release = await aRelease({ '/a.html': 'A', '/b.html': 'B' });
    const travel = await bucketOf().target.publish(release, (done) => told.push(done.files));
    expect(told).toEqual(Array.from({ length: travel.files }, (_, index) => index + 1));
  });

  test('never goes where somebody else has things', async () => {
    const bucket = bucketOf();
    const theirs = { Bucket: bucket.bucket, Key: 'lecons/these.odt', Body: 'x' };
    await store.s3.send(new PutObjectCommand(theirs));
    const outgoing = await aRelease({});
    await expect(bucket.target.publish(outgoing)).rejects.toMatchObject({
      code: 'argument-invalid',
    });
    expect(await bucket.keys()).toEqual(['lecons/these.odt']);
  });

  test('keeps three releases, and goes back to one that it keeps', async () => {
    const bucket = bucketOf();
    const ids: string[] = [];
    for (const [day, title] of ['Un', 'Deux', 'Trois', 'Quatre'].entries()) {
      const outgoing = await aRelease({ '/a.html': title }, day);
      await bucket.target.publish(outgoing);
      ids.unshift(outgoing.manifest.buildId);
    }
    const kept = await bucket.target.kept();
    expect(kept.map(({ buildId }) => buildId)).toEqual(ids.slice(0, 3));
    expect(kept.map(({ isServed }) => isServed)).toEqual([true, false, false]);
    const back = await bucket.target.turnBack(ids[1] ?? '');
    expect(await pointer(bucket)).toBe(ids[1]);
    await expectPlain(bucket, back);
    expect(String(await bucket.get('lecons/a.html'))).toContain('Trois');
    const gone = bucket.target.turnBack(ids[3] ?? '');
    await expect(gone).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('killed', () => {
  test('at any call, one whole release is served, and the next try sends only the rest', async () => {
    const bucket = bucketOf(true);
    await bucket.target.publish(
      await aRelease({ '/a.html': LESSON, '/b.html': 'B', '/i.png': 'one' }),
    );
    const before = await servedManifest(bucket);
    const next = await aRelease(
      { '/a.html': LESSON, '/c.html': `${LESSON} C`, '/i.png': 'two' },
      1,
    );
    const old = sitePlaces(before);
    const fresh = sitePlaces(next.manifest);
    bucket.calls.splice(0);
    let died = 0;
    for (let call = 1; ; call += 1) {
      bucket.dieAt(call);
      const isOver = await bucket.target.publish(next).then(
        () => true,
        () => false,
      );
      bucket.dieAt();
      if (isOver) break;
      died += 1;
      const served = await servedManifest(bucket);
      expect([before.buildId, next.manifest.buildId]).toContain(served.buildId);
      // Each plain file is the one's or the other's, and none that both have is ever missing.
      for (const [path, { sha256 }] of old) {
        const bytes = await bucket.get(`lecons${path}`);
        const later = fresh.get(path)?.sha256;
        const found = bytes === null ? undefined : hashOf(bytes);
        expect([path, [sha256, later].includes(found)]).toEqual([path, true]);
      }
    }
    expect(died).toBeGreaterThan(20);
    await expectPlain(bucket, next.manifest);
    expect(await bucket.get('lecons/b.html')).toBeNull();
    // However often it died, each file of the release was put once, but for the one that was under way.
    const files = bucket.calls.filter(
      (call) => /^PutObject.*\/releases\//.test(call) && !/_preau\/manifest|well-known/.test(call),
    );
    expect(new Set(files).size).toBe(files.length);
  }, 60_000);
});
