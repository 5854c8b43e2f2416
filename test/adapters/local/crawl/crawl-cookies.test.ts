// Goal: what opens a session by https is never sent in clear, whoever set it and wherever a redirect leads.
// Method: the jar itself by example, then a site by https whose redirects name http, and that hears who speaks in clear.
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCertificates } from '../../../../adapters/local/certificates.ts';
import { crawlCookies } from '../../../../adapters/local/crawl/cookies.ts';
import { crawlSite } from '../../../../adapters/local/crawl/crawl-site.ts';
import { lesson, patientClock } from './a-site.ts';

describe('a cookie', () => {
  const given = { headers: {}, cookie: 'S=1' };

  it('that was given for https stays on https', () => {
    const cookies = crawlCookies(given, ['https://ent.example.fr']);
    expect(cookies.headersFor('https://ent.example.fr/a')).toEqual({ cookie: 'S=1' });
    expect(cookies.headersFor('http://ent.example.fr/a')).toEqual({});
  });

  it('that a site sets by https stays on https, whatever it says itself', () => {
    const cookies = crawlCookies({ headers: {}, cookie: '' }, ['https://localhost']);
    cookies.keep('https://localhost/', 'S=2; Path=/');
    cookies.keep('https://a.example.fr/', 'T=3; Domain=example.fr; Path=/');
    expect(cookies.headersFor('https://localhost/')).toEqual({ cookie: 'S=2' });
    expect(cookies.headersFor('http://localhost/')).toEqual({});
    expect(cookies.headersFor('https://b.example.fr/')).toEqual({ cookie: 'T=3' });
    expect(cookies.headersFor('http://b.example.fr/')).toEqual({});
  });

  it('of a site by http is sent to it', () => {
    const cookies = crawlCookies(given, ['http://ent.example.fr']);
    expect(cookies.headersFor('http://ent.example.fr/a')).toEqual({ cookie: 'S=1' });
  });
});

const NAME = 'ent.example.fr';
let folder = '';
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'preau-crawl-cookies-'));
});
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(folder, { recursive: true, force: true });
});

it('a redirect to http on the same host is asked for by https, or not at all', async () => {
  const certificates = await openCertificates(join(folder, 'certificates'));
  const { keyPem, certPem } = await certificates.leafFor([NAME]);
  const seen: string[] = [];
  const secure = createServer({ key: keyPem, cert: certPem }, (request, response) => {
    const target = request.url ?? '';
    const { port } = secure.address() as AddressInfo;
    const isFirst = !seen.includes(target);
    seen.push(target);
    if (isFirst) {
      // The same address by http: what a proxy writes that does not know how it was asked.
      response.writeHead(302, { location: `http://${NAME}:${port}${target}` }).end();
    } else if (target === '/') {
      response.writeHead(200, { 'content-type': 'text/html' }).end(lesson('Accueil'));
    } else response.writeHead(404).end();
  });
  let inClear = 0;
  secure.on('tlsClientError', () => {
    inClear += 1;
  });
  servers.push(secure);
  await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
  const { port } = secure.address() as AddressInfo;
  const report = await crawlSite({
    start: [`https://${NAME}:${port}/`],
    folder: join(folder, 'store'),
    clock: patientClock(),
    random: { next: () => 0 },
    allowLoopback: true,
    pinned: { [NAME]: { addresses: ['127.0.0.1'] } },
    ca: certificates.caPem,
    session: { cookie: 'S=1' },
  });
  expect(inClear).toBe(0);
  expect(report.ended).toEqual({ kind: 'complete' });
  expect(report.changed).toBe(1);
  expect(seen.filter((target) => target === '/robots.txt')).toHaveLength(2);
});
