// Goal: a bucket of the schools' files keeps what is put and tells when it does not; the sets that
// schools are led to go from one function to the other. Method: fauxqs, and an endpoint that lies.
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createS3PageSets } from '../../adapters/aws/s3-page-sets.ts';
import { createS3SchoolStore } from '../../adapters/aws/s3-school-store.ts';
import { platformId } from '../../core/units.ts';
import { s3At, startStore, startStub, type StoreEndpoint } from './store-endpoint.ts';

let endpoint: StoreEndpoint;
beforeAll(async () => {
  endpoint = await startStore();
  endpoint.server.createBucket('pages');
});
afterAll(() => endpoint.stop());

const store = () => createS3SchoolStore(endpoint.s3, 'pages');

describe('a bucket of the schools', () => {
  test('has what was put, with its type and a short life in caches', async () => {
    await store().put('etab/0310001A/index.html', '<p>Lycée</p>');
    const place = { Bucket: 'pages', Key: 'etab/0310001A/index.html' };
    const { Body } = await endpoint.s3.send(new GetObjectCommand(place));
    expect(await Body?.transformToString()).toBe('<p>Lycée</p>');
    const { ContentType, CacheControl } = await endpoint.s3.send(new HeadObjectCommand(place));
    expect(ContentType).toBe('text/html; charset=utf-8');
    expect(CacheControl).toContain('max-age=30, stale-while-revalidate=300');
  });

  test('keeps its marks, of which a new one has none', async () => {
    expect(await store().readMarks()).toBeNull();
    await store().keepMarks('0310001A 0123456789abcdef\n');
    expect(await store().readMarks()).toBe('0310001A 0123456789abcdef\n');
  });

  test('knows whether pages are there, and loses what is removed, there or not', async () => {
    await store().put('platforms-1.html', 'x');
    expect(await store().has(['platforms-1.html'])).toBe(true);
    for (const _ of [1, 2]) await store().remove('platforms-1.html');
    expect(await store().has(['etab/0310001A/index.html', 'platforms-1.html'])).toBe(false);
    expect(await store().has([])).toBe(true);
  });

  test('that keeps something else than it took is told of', async () => {
    const stub = await startStub(({ method }, response) =>
      response.end(method === 'GET' ? 'another' : undefined),
    );
    const lying = createS3SchoolStore(s3At(stub.url), 'pages');
    await expect(lying.put('etab/0310001A.json', '{}')).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
    await stub.stop();
  });
});

describe('the sets of platforms', () => {
  const sets = [[platformId('ent'), platformId('cned')], [platformId('ent-hdf')]];

  test('are none at first, then those that were kept, put again only when they change', async () => {
    const kept = createS3PageSets(endpoint.s3, 'pages');
    expect(await kept.read()).toEqual([]);
    await kept.keep(sets);
    expect(await kept.read()).toEqual(sets);
    const place = { Bucket: 'pages', Key: 'etab/.sets.json' };
    await endpoint.s3.send(new PutObjectCommand({ ...place, Body: ` ${JSON.stringify(sets)}` }));
    await kept.keep(sets);
    const { ContentLength } = await endpoint.s3.send(new HeadObjectCommand(place));
    expect(ContentLength).toBe(JSON.stringify(sets).length + 1);
  });

  test.each(['no json', '[["<script>"]]', '{"sets":1}', '[[]]'])(
    'of %s are refused, and written over',
    async (Body) => {
      const place = { Bucket: 'pages', Key: 'etab/.sets.json' };
      await endpoint.s3.send(new PutObjectCommand({ ...place, Body }));
      const kept = createS3PageSets(endpoint.s3, 'pages');
      await expect(kept.read()).rejects.toMatchObject({ code: 'store-unavailable' });
      await kept.keep(sets);
      expect(await kept.read()).toEqual(sets);
    },
  );
});
