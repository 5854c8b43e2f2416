// Goal: a host's certificate and hour are told as it shows them, whatever is wrong with them.
// Method: a server on loopback, with a certificate of a local authority; one that is no TLS at all.
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createTcp, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCertificates } from '../../../../adapters/local/certificates.ts';
import { askHost } from '../../../../adapters/local/doctor/ask-host.ts';

const DATE = 'Tue, 06 Apr 2021 06:30:00 GMT';
const folder = mkdtempSync(join(tmpdir(), 'preau-ask-host-'));
let ca = '';
let port = 0;
const servers: Server[] = [];

const listen = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

beforeAll(async () => {
  const { caPem, leafFor } = await openCertificates(folder);
  const { keyPem: key, certPem: cert } = await leafFor(['ent.example']);
  ca = caPem;
  const server = createServer({ key, cert }, (_, response) => {
    response.setHeader('date', DATE);
    response.end();
  });
  port = await listen(server);
});
afterAll(async () => {
  for (const server of servers) await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true });
});

test('a certificate of an authority that is known, for its name, is not refused', async () => {
  const answer = await askHost({ at: '127.0.0.1', port, name: 'ent.example' }, ca);
  expect(answer).toMatchObject({ refused: null, date: Date.parse(DATE) });
  expect(answer.notAfter).toBeGreaterThan(Date.parse('2025-01-01'));
});

test.each([
  ['other.example', true, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['ent.example', false, /SELF_SIGNED|UNABLE_TO/],
] as const)('asked as %s, known %s: it is refused', async (name, isKnown, why) => {
  const { refused } = await askHost({ at: '127.0.0.1', port, name }, isKnown ? ca : undefined);
  expect(refused).toMatch(why);
});

test('what is no TLS, or nothing at all, is told as such', async () => {
  const plain = await listen(
    createTcp((socket) => socket.end('hello\r\n', () => socket.destroy())),
  );
  await expect(askHost({ at: '127.0.0.1', port: plain, name: 'ent.example' })).rejects.toThrow(
    /wrong version|packet length|no certificate/i,
  );
  const free = await listen(createTcp());
  await new Promise((resolve) => servers.pop()?.close(resolve));
  await expect(askHost({ at: '127.0.0.1', port: free, name: 'ent.example' })).rejects.toThrow(
    /ECONNREFUSED/,
  );
});
