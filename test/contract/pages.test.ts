// Goal: what every making of the `Pages` port must keep. Method: one suite for a folder, the home's
// bucket and a second host (both fauxqs); headers and outages at an endpoint of the test's own.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Pages } from '../../adapters/aws/s3-pages.ts';
import { createSecondHostPages } from '../../adapters/aws/second-host-pages.ts';
import { createFolderPages } from '../../adapters/local/pages.ts';
import { publishToAll } from '../../app/pages/publish-to-all.ts';
import type { Pages } from '../../app/ports.ts';
import { s3At, startStore, startStub, type StoreEndpoint } from './store-endpoint.ts';

const KEYS = '{"accessKeyId":"k","secretAccessKey":"s"}';
const page = (at: string) =>
  new Map([
    ['index.html', `<p>Vu à ${at}</p>`],
    ['messages.html', '<p>é</p>'],
    ['api/v2/summary.json', '{}'],
  ]);

let folder = '';
let store: StoreEndpoint;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-pages-'));
  store = await startStore();
  for (const bucket of ['home', 'second']) store.server.createBucket(bucket);
});
afterAll(async () => {
  await store.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Making {
  readonly pages: Pages;
  readonly read: (path: string) => Promise<string>;
}

const object = (Bucket: string) => async (Key: string) => {
  const { Body } = await store.s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await Body?.transformToString()) ?? '';
};
const second = (endpoint: string, keys = async () => KEYS) =>
  createSecondHostPages({ endpoint, region: 'fr-par', bucket: 'second', keys });
const makings: readonly (readonly [string, () => Making])[] = [
  [
    'a folder',
    () => ({
      pages: createFolderPages(folder),
      read: async (path) => readFileSync(join(folder, path), 'utf8'),
    }),
  ],
  [
    "the home's bucket",
    () => ({ pages: createS3Pages({ client: store.s3, bucket: 'home' }), read: object('home') }),
  ],
  ['a second host', () => ({ pages: second(store.url), read: object('second') })],
];

describe.each(makings)('a page published to %s', (_, open) => {
  it('is there with all its files, letter for letter', async () => {
    const { pages, read } = open();
    await pages.publish(page('8 h'));
    for (const [path, text] of page('8 h')) expect(await read(path)).toBe(text);
  });

  it('is replaced by the next, and the latest asked for stays', async () => {
    const { pages, read } = open();
    await Promise.all([pages.publish(page('8 h 01')), pages.publish(page('8 h 02'))]);
    expect(await read('index.html')).toContain('8 h 02');
  });

  it.each(['../index.html', '/etc/passwd', 'a/../../b'])('refuses %s', async (path) => {
    const { pages } = open();
    await expect(pages.publish(new Map([[path, 'x']]))).rejects.toMatchObject({
      code: 'argument-invalid',
    });
  });
});

describe('a page in a bucket', () => {
  /** A store with nothing in it that keeps digests, and fails what the test says. */
  const recording = (
    fails: (key: string) => boolean = () => false,
    change: (body: Buffer) => Buffer = (body) => body,
  ) => {
    const digests = new Map<string, string>();
    const bodies = new Map<string, Buffer>();
    return startStub(({ method, path, headers, body }, response) => {
      const key = path.split('?')[0] ?? '';
      const known = digests.get(key);
      if (method === 'HEAD' && known === undefined) response.statusCode = 404;
      if (method === 'HEAD' && known !== undefined)
        response.setHeaders(
          new Map([
            ['x-amz-meta-sha256', known],
            ['content-length', String(bodies.get(key)?.byteLength)],
          ]),
        );
      if (method === 'PUT' && fails(key)) response.statusCode = 403;
      else if (method === 'PUT') {
        digests.set(key, String(headers['x-amz-meta-sha256']));
        bodies.set(key, change(body));
      }
      response.end(method === 'GET' ? bodies.get(key) : undefined);
    });
  };
  const puts = (stub: Awaited<ReturnType<typeof recording>>) =>
    stub.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path.split('?')[0]);

  it('has its types, a short life and an old age in caches, and its index last', async () => {
    const stub = await recording();
    await createS3Pages({ client: s3At(stub.url), bucket: 'b' }).publish(page('8 h'));
    await stub.stop();
    expect(puts(stub).at(-1)).toBe('/b/index.html');
    const index = stub.requests.findLast(({ method }) => method === 'PUT')?.headers;
    expect(index?.['content-type']).toBe('text/html; charset=utf-8');
    expect(index?.['cache-control']).toMatch(
      /max-age=30, stale-while-revalidate=300, stale-if-error=86400/,
    );
    const json = stub.requests.find(
      ({ method, path }) => method === 'PUT' && path.includes('summary'),
    );
    expect(json?.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('puts again only what has changed', async () => {
    const stub = await recording();
    const pages = createS3Pages({ client: s3At(stub.url), bucket: 'b' });
    await pages.publish(page('8 h'));
    await pages.publish(page('8 h 01'));
    await stub.stop();
    expect(puts(stub).slice(3)).toEqual(['/b/index.html']);
  });

  it('is told when the store keeps something else than what it took', async () => {
    const stub = await recording(
      () => false,
      (body) => Buffer.concat([body, Buffer.from(' ')]),
    );
    const pages = createS3Pages({ client: s3At(stub.url), bucket: 'b' });
    await expect(pages.publish(page('8 h'))).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
    // What is there is not taken for right afterwards either.
    await expect(pages.publish(page('8 h'))).rejects.toThrow('read back');
    await stub.stop();
    expect(puts(stub)).not.toContain('/b/index.html');
  });

  it('keeps its old index when a file that the new one refers to could not be put', async () => {
    const stub = await recording((key) => key.endsWith('messages.html'));
    const pages = createS3Pages({ client: s3At(stub.url), bucket: 'b' });
    await expect(pages.publish(page('8 h'))).rejects.toMatchObject({ code: 'store-unavailable' });
    await stub.stop();
    expect(puts(stub)).not.toContain('/b/index.html');
  });
});

describe('two hosts', () => {
  const down: Pages = { publish: () => Promise.reject(new Error('no route to host')) };

  it('are both written; one that is down keeps the other from nothing, and is told (P6)', async () => {
    const told: string[] = [];
    const both = [
      { name: 'other', pages: down },
      { name: 'home', pages: createS3Pages({ client: store.s3, bucket: 'home' }) },
    ];
    await publishToAll(both, (host) => told.push(host)).publish(page('9 h'));
    expect(await object('home')('index.html')).toContain('9 h');
    expect(told).toEqual(['other']);
  });

  it('that are both down fail the publication, to be tried again', async () => {
    const both = [
      { name: 'one', pages: down },
      { name: 'other', pages: down },
    ];
    await expect(publishToAll(both, () => undefined).publish(page('9 h'))).rejects.toMatchObject({
      code: 'store-unavailable',
      retryable: true,
    });
  });

  it('keys of another shape are refused without being shown, and read again after', async () => {
    const secrets = ['{"accessKeyId":"AKIAsecret"}', 'no json', KEYS];
    const pages = second(store.url, async () => secrets.shift() ?? '');
    for (const _ of [1, 2]) {
      const error: unknown = await pages.publish(page('9 h')).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'config-invalid' });
      expect(String(error)).not.toContain('AKIAsecret');
    }
    await pages.publish(page('9 h 02'));
    expect(await object('second')('index.html')).toContain('9 h 02');
  });

  it('an endpoint in the clear is refused off loopback', async () => {
    await expect(second('http://s3.example').publish(page('9 h'))).rejects.toMatchObject({
      code: 'config-invalid',
    });
  });
});
