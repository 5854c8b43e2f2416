// Goal: a release that was published is sent in the encoding that each reader likes best, word for word.
// Method: a build, compressed as a publication does, served over HTTPS on loopback.
import { rm, mkdtemp } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openCertificates } from '../../../adapters/local/certificates.ts';
import { hashOf } from '../../../adapters/local/hash.ts';
import { openRelease } from '../../../adapters/local/mirror/open-release.ts';
import type { OutgoingRelease } from '../../../app/mirror/publish-target.ts';
import { platformId } from '../../../core/units.ts';
import { type MirrorServer, startMirrorServer } from '../../../home/mirror-server/mirror-server.ts';
import { build, writeTree } from '../../adapters/local/mirror/fixture.ts';

let root = '';
let ca = '';
let release: OutgoingRelease;
let server: MirrorServer;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-compressed-'));
  await writeTree(join(root, 'source'), { 'a.md': `# A\n\n${'Un texte assez long. '.repeat(40)}` });
  await build(root);
  release = await openRelease({ folder: join(root, 'out') });
  const certificates = await openCertificates(join(root, 'tls'));
  const { keyPem: key, certPem: cert } = await certificates.leafFor(['ent.example']);
  ca = certificates.caPem;
  server = await startMirrorServer({
    folder: join(root, 'out'),
    address: '127.0.0.1',
    port: 0,
    tls: { key, cert },
    platform: platformId('ent-exemple'),
    hostname: 'ent.example',
    ownName: 'miroir-ent.example',
  });
});
afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

async function ask(path: string, acceptEncoding: string) {
  const headers = { host: 'ent.example', 'accept-encoding': acceptEncoding, accept: 'text/html' };
  const { port } = server;
  const options = { host: '127.0.0.1', port, path, ca, servername: 'ent.example', headers };
  return new Promise<{ readonly encoding: string; readonly body: Buffer }>((resolve, reject) => {
    const asked = request(options, (response) => {
      const encoding = response.headers['content-encoding'] ?? 'identity';
      void buffer(response).then((body) => resolve({ encoding, body }), reject);
    });
    asked.on('error', reject).end();
  });
}

it.each([
  ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
  ['gzip, zstd', 'zstd', zstdDecompressSync],
  ['gzip', 'gzip', gunzipSync],
  ['', 'identity', (bytes: Buffer) => bytes],
])('to "%s" it is %s', async (wanted, encoding, read) => {
  const answer = await ask('/a.html', wanted);
  expect(answer.encoding).toBe(encoding);
  const file = release.manifest.files.find(({ path }) => path === '/a.html');
  expect(hashOf(read(answer.body))).toBe(file?.sha256);
});

it('says at a well-known address which build it is', async () => {
  const { body } = await ask('/.well-known/preau', '');
  const { buildId, signature } = release.manifest;
  expect(JSON.parse(String(body))).toMatchObject({
    platform: 'ent-exemple',
    buildId,
    builtAt: '2021-04-06T06:00:00.000Z',
    keyId: signature?.keyId,
  });
});
