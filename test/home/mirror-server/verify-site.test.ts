// Goal: a mirror that is served is judged as the platform's visitors will meet it, and a byte changed on it is found.
// Method: a build behind the embedded server over HTTPS, then behind a small server with one fault at a time.
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCertificates } from '../../../adapters/local/certificates.ts';
import { verifySite, type VerifySite } from '../../../adapters/local/mirror/fit/verify-site.ts';
import { mirrorWords } from '../../../adapters/local/mirror/words.ts';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { epochMs, hours, platformId } from '../../../core/units.ts';
import { answer, type Asked } from '../../../home/mirror-server/answer.ts';
import { type MirrorServer, startMirrorServer } from '../../../home/mirror-server/mirror-server.ts';
import { currentRelease } from '../../../home/mirror-server/release.ts';
import { listen } from '../../../web/http/listen.ts';
import { findChromium } from '../../web/fixtures/browser.ts';
import { build, writeTree } from '../../adapters/local/mirror/fixture.ts';

let root = '';
let ca = '';
let report: BuildReport;
let server: MirrorServer;
let tls: { readonly key: string; readonly cert: string };

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-verify-site-'));
  await writeTree(join(root, 'source'), {
    'cours/été.md': '# L’été\n\n[B](../b.md)',
    'b.md': '# B',
    // Enough pages that each address in another folder has its copy.
    ...Object.fromEntries(['c', 'd', 'e'].map((name) => [`${name}.html`, `<h1>${name}</h1>`])),
    'preau-lessons.yaml': 'aliases:\n  "/view.php?id=1": cours/été.md\n  "/cours/L’été 1": b.md\n',
  });
  report = await build(root);
  const certificates = await openCertificates(join(root, 'tls'));
  const { keyPem: key, certPem: cert } = await certificates.leafFor(['ent.example']);
  ca = certificates.caPem;
  tls = { key, cert };
  server = await startMirrorServer({
    folder: join(root, 'out'),
    address: '127.0.0.1',
    port: 0,
    tls,
    platform: platformId('ent-exemple'),
    hostname: 'ent.example',
    ownName: 'miroir-ent.example',
    // Read from the disk each time: what is in memory would still be right.
    cacheBytes: 0,
  });
});
afterAll(async () => {
  await server?.stop();
  await rm(root, { recursive: true, force: true });
});

const verify = (changes: Partial<VerifySite> = {}) =>
  verifySite({
    address: '127.0.0.1',
    port: server.port,
    hostname: 'ent.example',
    ca,
    ownName: null,
    now: epochMs(Date.now()),
    ...changes,
  });

describe('a mirror that is served', () => {
  it('is fit as it was built, by every file and original address', async () => {
    const site = await verify({ all: true });
    expect(site).toMatchObject({ faults: [], signature: 'not-checked', warnings: [] });
    expect(site.asked).toEqual({
      files: report.manifest.files.length,
      aliases: Object.keys(report.manifest.aliases).length,
    });
    expect(site.asked.aliases).toBeGreaterThanOrEqual(2);
    expect(site.certificate).toMatchObject({ valid: true, protocol: 'TLSv1.3' });
  });

  it('is not where its certificate is for another name, and the rest is told all the same', async () => {
    const { faults } = await verify({ hostname: 'autre.example' });
    expect(faults).toEqual([
      { kind: 'certificate', path: '/', detail: 'ERR_TLS_CERT_ALTNAME_INVALID' },
    ]);
  });

  it('is warned of before its certificate ends, and refused at its end', async () => {
    const { certificate } = await verify();
    const before = (days: number) => epochMs((certificate.notAfter ?? 0) - days * hours(24));
    const ending = (days: string) => [{ kind: 'certificate-ends', path: '/', detail: days }];
    expect((await verify({ now: before(22) })).warnings).toEqual([]);
    expect(await verify({ now: before(20) })).toMatchObject({ faults: [], warnings: ending('20') });
    expect(await verify({ now: before(2) })).toMatchObject({ faults: ending('2'), warnings: [] });
  });

  it('must be signed by the key that is given, and no older than its limit', async () => {
    const keyPem = await readFile(join(root, 'mirror-key.pem'), 'utf8');
    const site = await verify({ keyPem, maxAgeMs: hours(1) });
    expect(site.signature).toBe('valid');
    expect(site.faults.map(({ kind }) => kind)).toEqual(['too-old']);
  });

  it('that does not answer, or is no mirror, is told with what to do', async () => {
    await expect(verify({ port: 1 })).rejects.toMatchObject({ code: 'mirror-unverified' });
    await using other = await faulty((_, response) => void response.end('bonjour'));
    await expect(verify({ port: other.port })).rejects.toThrow(/manifest.*--as/);
  });
});

describe('a mirror that is served with a fault', () => {
  it.each<readonly [string, Changes, string]>([
    ['HSTS', { headers: { 'Strict-Transport-Security': 'max-age=1' } }, 'header'],
    ['a cookie', { headers: { 'Set-Cookie': 'a=b' } }, 'header'],
    ['pages kept for an hour', { headers: { 'Cache-Control': 'max-age=3600' } }, 'header'],
    ['another build’s id', { headers: { 'Preau-Build': 'f'.repeat(16) } }, 'other-build'],
    ['200 for a form', { statuses: { 503: 200 } }, 'behaviour'],
    ['200 for nothing', { statuses: { 404: 200 } }, 'behaviour'],
    [
      'a byte more in a page',
      { body: (body) => Buffer.concat([body, Buffer.from(' ')]) },
      'changed',
    ],
    [
      'a byte changed',
      { body: (body) => Buffer.from(body.map((byte, at) => (at === 20 ? byte ^ 1 : byte))) },
      'changed',
    ],
  ])('as %s is unfit', async (_, changes, kind) => {
    const release = currentRelease(join(root, 'out'), 1_000_000, () => 0);
    await using mirror = await faulty((request, response) => {
      void reply(release, request, response, changes);
    });
    const { faults } = await verify({ port: mirror.port });
    expect(faults.map((fault) => fault.kind)).toContain(kind);
  });

  it('as a page in another folder than its own is unfit: its style would be missing there', async () => {
    const release = currentRelease(join(root, 'out'), 1_000_000, () => 0);
    const { manifest } = report;
    const aliases = { ...manifest.aliases, '/n/x.php?id=2': '/b.html' };
    const said = JSON.stringify({ ...manifest, aliases });
    await using mirror = await faulty((request, response) => {
      if (request.url === '/_preau/manifest.json') return void response.end(said);
      if (request.url?.startsWith('/n/x.php') === true) request.url = '/b.html';
      void reply(release, request, response, {});
    });
    const { faults } = await verify({ port: mirror.port, all: true });
    expect(faults.filter(({ kind }) => kind === 'alias-apart')).toMatchObject([
      { path: '/n/x.php?id=2' },
    ]);
  });
});

const chromium = findChromium();
it.skipIf(chromium === null)(
  'a browser opens it under the platform’s name, at the mirror’s address, and asks nobody else',
  { timeout: 60_000 },
  async () => {
    const { browser, faults } = await verify({ browser: true, chromium: chromium ?? '' });
    expect(browser).toMatchObject({ kind: 'done', faults: [] });
    expect(browser.kind === 'done' && browser.pages).toContain('/b.html');
    expect(faults).toEqual([]);
  },
);

it('a mirror whose file was changed on the disk is unfit, and says which', async () => {
  await appendFile(join(root, 'out/.preau/current/b.html'), '!');
  const { faults } = await verify();
  expect(faults).toContainEqual({
    kind: 'changed',
    path: '/b.html',
    detail: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
});

interface Changes {
  readonly headers?: Readonly<Record<string, string>>;
  readonly statuses?: Readonly<Record<number, number>>;
  /** Of pages. */
  readonly body?: (body: Buffer) => Buffer;
}

async function reply(
  release: ReturnType<typeof currentRelease>,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  response: ServerResponse,
  { headers: extra = {}, statuses = {}, body = (same) => same }: Changes,
): Promise<void> {
  const asked: Asked = {
    method,
    target: url,
    accept: headers.accept ?? '',
    acceptEncoding: '',
    ifNoneMatch: '',
    range: '',
    isOwnName: false,
  };
  const good = await answer(await release.get(), asked, mirrorWords('fr'));
  response.writeHead(statuses[good.status] ?? good.status, { ...good.headers, ...extra });
  response.end(good.kind === 'lesson' ? body(good.body) : good.body);
}

async function faulty(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly port: number; readonly [Symbol.asyncDispose]: () => Promise<void> }> {
  const wrong = createServer(tls, handler);
  const port = await listen(wrong, '127.0.0.1', 0);
  return {
    port,
    [Symbol.asyncDispose]: async () => {
      wrong.closeAllConnections();
      wrong.close();
    },
  };
}
