// Goal: a site by https is asked by https, under a certificate that is checked for its name.
// Method: a server on loopback with a certificate of an authority of its own.
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Certificates, openCertificates } from '../../../../adapters/local/certificates.ts';
import { crawlSource } from '../../../../adapters/local/crawl/crawl-source.ts';
import type { CrawlRequest } from '../../../../adapters/local/crawl/crawl-request.ts';
import { lesson, patientClock } from './a-site.ts';

let folder = '';
let certificates: Certificates;
const closing: (() => void)[] = [];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'preau-crawl-tls-'));
  certificates = await openCertificates(join(folder, 'certificates'));
});
afterAll(() => {
  for (const close of closing) close();
  rmSync(folder, { recursive: true, force: true });
});

async function secureSite(
  name: string,
): Promise<{ readonly port: number; readonly asked: string[] }> {
  const { keyPem, certPem } = await certificates.leafFor([name]);
  const asked: string[] = [];
  const server = createServer({ key: keyPem, cert: certPem }, (request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    const { port } = server.address() as AddressInfo;
    const links = `<a href="http://ent.example.fr:${port}/a.html">a</a>`;
    if (request.url === '/' || request.url === '/a.html') {
      response.setHeader('content-type', 'text/html');
      response.end(lesson(request.url, request.url === '/' ? links : ''));
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return { port: (server.address() as AddressInfo).port, asked };
}

const request = (port: number, store: string): CrawlRequest => ({
  start: [`https://ent.example.fr:${port}/`],
  folder: join(folder, store),
  clock: patientClock(),
  random: { next: () => 0 },
  allowLoopback: true,
  pinned: { 'ent.example.fr': { addresses: ['127.0.0.1'] } },
  ca: certificates.caPem,
});

it('a site by https is asked by https even where its links forget it', async () => {
  const { port, asked } = await secureSite('ent.example.fr');
  const source = await crawlSource(request(port, 'good'));
  expect((await source.list()).files.map(({ name }) => name)).toEqual(['a.html', 'index.html']);
  expect(asked).toContain(`ent.example.fr:${port} /a.html`);
});

it('a certificate of another name is not taken', async () => {
  const { port, asked } = await secureSite('autre.example.fr');
  const source = await crawlSource(request(port, 'bad'));
  expect(source.report.ended).toMatchObject({ why: 'robots-unavailable' });
  expect(asked).toEqual([]);
});

it('a site is asked at the address and port that its owner pins, by its own name', async () => {
  const { port, asked } = await secureSite('ent.example.fr');
  const source = await crawlSource({
    ...request(port, 'pinned'),
    start: ['https://ent.example.fr/'],
    pinned: { 'ent.example.fr': { addresses: ['127.0.0.1'], port } },
  });
  // Its only link has the other port: another site.
  expect((await source.list()).files.map(({ name }) => name)).toEqual(['index.html']);
  expect(asked).toContain('ent.example.fr /');
});
