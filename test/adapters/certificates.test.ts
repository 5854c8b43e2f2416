import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { createServer, request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Leaf, openCertificates } from '../../adapters/local/certificates.ts';

// Goal: the local authority gives certificates that Node's own TLS verifies, once made and kept.
// Method: a real HTTPS server and client on loopback, and the files that are left behind.

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'preau-certificates-'));
});
afterEach(() => rm(folder, { recursive: true }));

const hello: RequestListener = (_, response) => response.end('bonjour');

async function get(leaf: Leaf, ca: string, servername: string): Promise<string> {
  const server = createServer({ key: leaf.keyPem, cert: leaf.certPem }, hello);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  try {
    return await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, ca, servername, agent: false }, (response) => {
        response.setEncoding('utf8').on('data', resolve);
      })
        .on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
        .on('close', () => reject(new Error('closed without a word')))
        .end();
    });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

test('a server under the leaf is verified by name and by address, and not by another name', async () => {
  const { caPem, leafFor } = await openCertificates(folder);
  const leaf = await leafFor(['ent-occitanie.example', 'origine.example'], ['127.0.0.1']);
  expect(await get(leaf, caPem, 'ent-occitanie.example')).toBe('bonjour');
  expect(await get(leaf, caPem, 'origine.example')).toBe('bonjour');
  expect(await get(leaf, caPem, '')).toBe('bonjour');
  expect(await get(leaf, caPem, 'classe-cned.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID');
});

test('another authority is not trusted', async () => {
  const { leafFor } = await openCertificates(join(folder, 'one'));
  const other = await openCertificates(join(folder, 'two'));
  const leaf = await leafFor(['ent-occitanie.example']);
  const refusals = ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'];
  const answer = await get(leaf, other.caPem, 'ent-occitanie.example');
  expect([...refusals, 'CERT_SIGNATURE_FAILURE']).toContain(answer);
});

test('authority and leaf are made once, whoever opens the folder and however many at once', async () => {
  const opened = await Promise.all([1, 2, 3].map(() => openCertificates(folder)));
  expect(new Set(opened.map((one) => one.caPem)).size).toBe(1);
  const leaves = await Promise.all(opened.map((one) => one.leafFor(['a.example'])));
  expect(new Set(leaves.map((leaf) => leaf.certPem)).size).toBe(1);
  const again = await openCertificates(folder);
  expect((await again.leafFor(['a.example'])).keyPem).toBe(leaves[0]?.keyPem);
});

test('only the owner may read the keys, and no draft is left', async () => {
  const { leafFor } = await openCertificates(folder);
  await leafFor(['a.example']);
  const names = await readdir(folder);
  expect(names).toHaveLength(2);
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
});

test('what nears its end is made anew, authority and leaf, and holds ten years from the real date', async () => {
  const now = new Date('2026-05-04T10:00:00Z');
  const first = await (await openCertificates(folder, () => now)).leafFor(['a.example']);
  expect(first.notAfter.toISOString()).toBe('2036-05-04T10:00:00.000Z');
  const later = await openCertificates(folder, () => new Date('2036-04-30T10:00:00Z'));
  const second = await later.leafFor(['a.example']);
  expect(second.notAfter.toISOString()).toBe('2046-04-30T10:00:00.000Z');
});

test('a damaged authority file is replaced', async () => {
  await writeFile(join(folder, 'authority.json'), '{"keyPem": 3');
  const { caPem, leafFor } = await openCertificates(folder);
  expect(await get(await leafFor(['a.example']), caPem, 'a.example')).toBe('bonjour');
});
