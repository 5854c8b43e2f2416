// Goal: under the platform's own name the mirror answers every known address, harms nobody who
//   asks anything else, and leaves nothing behind that outlives the outage.
// Method: a real build served over HTTPS on loopback, asked as browsers, apps and forms ask.
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCertificates } from '../../../adapters/local/certificates.ts';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { encodePath } from '../../../core/mirror/site-link.ts';
import { platformId } from '../../../core/units.ts';
import { type MirrorServer, startMirrorServer } from '../../../home/mirror-server/mirror-server.ts';
import { build, temporaryFolder, writeTree } from '../../adapters/local/mirror/fixture.ts';
import { ask as askServer, type Asking, type Reply } from './mirror-client.ts';

let root = '';
let ca = '';
let tls = { key: '', cert: '' };
let report: BuildReport;
let server: MirrorServer;

const options = () => ({
  folder: join(root, 'out'),
  address: '127.0.0.1',
  port: 0,
  tls,
  platform: platformId('ent-exemple'),
  hostname: 'ent.example',
  ownName: 'miroir-ent.example',
});
const ask = (path: string, more: Partial<Asking> = {}): Promise<Reply> =>
  askServer({ port: server.port, ca, path, ...more });

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'preau-mirror-server-'));
  await writeTree(join(root, 'source'), {
    'preau-lessons.yaml': 'aliases: { "/mod/page/view.php?id=12": "Bases_de_données/cours.md" }',
    'index.html': '<h1>Accueil</h1><a href="Bases_de_données/cours.html">cours</a>',
    'Bases_de_données/cours.md': `# Cours\n\n![d](d.svg)\n\n${'Un texte assez long. '.repeat(40)}`,
    'Bases_de_données/d.svg': '<svg xmlns="http://www.w3.org/2000/svg"><rect width="9"/></svg>',
    'devoir.docx': 'PK word/document.xml',
    'fiche.pdf': Buffer.from(`%PDF-1.4\n${'x'.repeat(2_000)}`),
  });
  report = await build(root);
  const certificates = await openCertificates(join(root, 'tls'));
  const leaf = await certificates.leafFor(['ent.example']);
  ca = certificates.caPem;
  tls = { key: leaf.keyPem, cert: leaf.certPem };
  server = await startMirrorServer(options());
});

afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

describe('a reader', () => {
  it('saves an office file, and reads a PDF where it is', async () => {
    const { status, headers } = await ask('/devoir.docx');
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-disposition': 'attachment',
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'x-content-type-options': 'nosniff',
    });
    expect((await ask('/fiche.pdf')).headers['content-disposition']).toBeUndefined();
  });

  it('gets every original address of the site', async () => {
    const { files, aliases } = report.manifest;
    const asked = [...files.map(({ path }) => encodePath(path)), ...Object.keys(aliases)];
    expect(asked.length).toBeGreaterThan(15);
    for (const path of asked) expect([path, (await ask(path)).status]).toEqual([path, 200]);
  });

  it('gets a lesson by the platform’s own address, session key and all', async () => {
    const { status, text } = await ask('/mod/page/view.php?sesskey=x&id=12&lang=fr');
    expect(status).toBe(200);
    expect(text).toMatch(/<h1[^>]*>Cours<\/h1>/);
    expect(text).toContain('Copie de secours');
  });

  it('gets exactly these headers on a lesson', async () => {
    const { headers } = await ask('/', { headers: { Cookie: 'MoodleSession=secret' } });
    const { date: _date, etag, 'content-length': _length, ...rest } = headers;
    expect(rest).toEqual({
      'preau-mirror': '1',
      'preau-build': report.manifest.buildId,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'self' 'unsafe-inline'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'",
      'cache-control': 'public, max-age=60',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      vary: 'Accept-Encoding',
      connection: 'close',
    });
    expect(etag).toMatch(/^"[0-9a-f]{32}"$/);
  });

  it('may keep for good only what can never change', async () => {
    const theme = report.manifest.files.find(({ path }) => path.endsWith('.css'));
    const reply = await ask(theme?.path ?? '');
    expect(reply.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await ask('/fiche.pdf')).headers['cache-control']).toBe('public, max-age=60');
  });

  it('gets no script run in a lesson, and nothing at all in a drawing', async () => {
    const lesson = await ask('/Bases_de_donn%C3%A9es/cours');
    expect(lesson.headers['content-security-policy']).not.toContain('script-src');
    const drawing = await ask('/Bases_de_donn%C3%A9es/d.svg');
    expect(drawing.headers['content-security-policy']).toContain('sandbox');
  });

  it('gets a page compressed when it can, and not again when it has it', async () => {
    const path = '/Bases_de_donn%C3%A9es/cours.html';
    const plain = await ask(path);
    const zipped = await ask(path, { headers: { 'Accept-Encoding': 'br, gzip' } });
    expect(zipped.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(zipped.body)).toEqual(plain.body);
    expect(zipped.body.length).toBeLessThan(plain.body.length);
    expect(
      (await ask(path, { headers: { 'Accept-Encoding': 'gzip;q=0' } })).headers['content-encoding'],
    ).toBeUndefined();
    const again = await ask(path, { headers: { 'If-None-Match': `W/${plain.headers.etag}` } });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('gets the head alone, and a part of a PDF', async () => {
    const head = await ask('/fiche.pdf', { method: 'HEAD' });
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([
      200,
      0,
      '2009',
    ]);
    const part = await ask('/fiche.pdf', { headers: { Range: 'bytes=0-7' } });
    expect([part.status, part.text, part.headers['content-range']]).toEqual([
      206,
      '%PDF-1.4',
      'bytes 0-7/2009',
    ]);
    const tail = await ask('/fiche.pdf', { headers: { Range: 'bytes=-3' } });
    expect(tail.text).toBe('xxx');
    for (const range of ['bytes=9-3', 'bytes=99999-', 'bytes=a-b', 'bytes=0-1,3-4']) {
      expect((await ask('/fiche.pdf', { headers: { Range: range } })).status).toBe(200);
    }
  });
});

describe('somebody lost', () => {
  it.each([
    '/cours/inconnu',
    '/mod/page/view.php?id=99',
    '/..%2f..%2fetc/passwd',
    '/%00',
    '/%',
    '/_preau/mirror-key.pem',
  ])('is helped at %s, with a 404', async (path) => {
    const { status, text, headers } = await ask(path);
    expect(status).toBe(404);
    expect(text).toContain('href="/_preau/lecons.html"');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers.etag).toBeUndefined();
  });

  it.each(['/login/index.php', '/cas/login', '/auth/saml2/login', '/?SAMLRequest=x'])(
    'is asked for no password at %s',
    async (path) => {
      const { status, text, headers } = await ask(path);
      expect(status).toBe(200);
      expect(text).toContain('La connexion n&#39;est pas nécessaire ici');
      expect(text).not.toMatch(/<form|<input|type="password"/i);
      expect(headers['cache-control']).toBe('no-store');
    },
  );
});

describe('who writes, and what is no person', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])(
    '%s is told that nothing was saved',
    async (method) => {
      const { status, headers, text } = await ask('/', {
        method,
        body: 'password=x',
        headers: { 'Content-Length': '10' },
      });
      expect([status, headers['retry-after'], headers['cache-control']]).toEqual([
        503,
        '600',
        'no-store',
      ]);
      expect(text).toContain('Rien n&#39;a été enregistré');
    },
  );

  it.each([
    ['/api/v1/me', '*/*'],
    ['/webservice/rest/server.php?wsfunction=x', '*/*'],
    ['/', 'application/json'],
  ])('a program at %s is told so in JSON', async (path, accept) => {
    const { status, headers, text } = await ask(path, { headers: { Accept: accept } });
    expect([status, headers['retry-after'], headers['content-type']]).toEqual([
      503,
      '600',
      'application/problem+json',
    ]);
    expect(JSON.parse(text)).toMatchObject({
      status: 503,
      title: 'Service momentanément indisponible',
    });
  });

  it('gets the manifest and the health, never stored', async () => {
    const manifest = await ask('/_preau/manifest.json');
    expect(JSON.parse(manifest.text)).toMatchObject({ buildId: report.manifest.buildId });
    const health = await ask('/_preau/health');
    expect(JSON.parse(health.text)).toMatchObject({
      status: 'ok',
      platform: 'ent-exemple',
      buildId: report.manifest.buildId,
      builtAt: '2021-04-06T06:00:00.000Z',
    });
    expect(health.headers['cache-control']).toBe('no-store');
  });
});

describe('the platform’s own name', () => {
  it('keeps no trace: no cookie, no HSTS, no redirection for good, no noindex', async () => {
    for (const path of ['/', '/index.html', '/inconnu', '/login/', '/api/x', '/_preau']) {
      const { status, headers } = await ask(path);
      expect(headers['set-cookie']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-robots-tag']).toBeUndefined();
      expect([301, 308]).not.toContain(status);
    }
  });
  it('alone is shown to search engines: the mirror’s own name is not', async () => {
    const own = await ask('/', { headers: { Host: 'miroir-ent.example:8443' } });
    expect(own.headers['x-robots-tag']).toBe('noindex');
  });
});

describe('the server', () => {
  const folder = temporaryFolder();

  it('counts what it answered', async () => {
    const before = server.counts();
    await ask('/');
    await ask('/inconnu');
    await ask('/', { method: 'POST' });
    const after = server.counts();
    expect(after.requests - before.requests).toBe(3);
    expect(after.lesson - before.lesson).toBe(1);
    expect(after.missing - before.missing).toBe(1);
    expect(after.unavailable - before.unavailable).toBe(1);
    expect(after.bytes).toBeGreaterThan(before.bytes);
  });

  // Six whole builds beside three readers: some seconds on a busy machine.
  it('answers each request wholly from one release while the pointer turns', {
    timeout: 30_000,
  }, async () => {
    const place = await folder();
    await writeTree(join(place, 'source'), { 'a.md': '# Page 0', 'b.md': '# B' });
    await build(place);
    const own = await startMirrorServer({ ...options(), folder: join(place, 'out') });
    try {
      const seen = new Set<string>();
      let done = false;
      const reader = async (): Promise<void> => {
        while (!done) {
          const { status, headers, text } = await askServer({
            port: own.port,
            ca,
            path: '/a.html',
          });
          expect(status).toBe(200);
          const [, turn] = /<h1[^>]*>Page (\d)<\/h1>/.exec(text) ?? [];
          seen.add(`${String(headers['preau-build'])} ${turn}`);
        }
      };
      const readers = [reader(), reader(), reader()];
      for (let turn = 1; turn <= 6; turn += 1) {
        await writeFile(join(place, 'source/a.md'), `# Page ${turn}`);
        await build(place);
        await own.reload();
      }
      done = true;
      await Promise.all(readers);
      const builds = new Set([...seen].map((pair) => pair.split(' ')[0]));
      expect(seen.size).toBe(builds.size);
      expect(seen.size).toBeGreaterThan(1);
      expect((await askServer({ port: own.port, ca, path: '/a.html' })).text).toContain('Page 6');
    } finally {
      await own.stop();
    }
  });

  it('goes on with the release before when the new one cannot be read', async () => {
    const place = await folder();
    await writeTree(join(place, 'source'), { 'a.md': '# A' });
    await build(place);
    const own = await startMirrorServer({ ...options(), folder: join(place, 'out') });
    try {
      const [id = ''] = await readdir(join(place, 'out/.preau/releases'));
      await rename(
        join(place, 'out/.preau/releases', id, '_preau/manifest.json'),
        join(place, 'kept.json'),
      );
      await own.reload();
      expect((await askServer({ port: own.port, ca, path: '/a.html' })).status).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it('is unavailable, not broken, before the first build', async () => {
    const place = await folder();
    const own = await startMirrorServer({ ...options(), folder: place });
    try {
      const { status, headers } = await askServer({ port: own.port, ca, path: '/' });
      expect([status, headers['retry-after'], headers['preau-build']]).toEqual([
        503,
        '600',
        undefined,
      ]);
    } finally {
      await own.stop();
    }
  });

  it('outlives clients that speak nonsense or too much', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(server.port, '127.0.0.1', () => socket.end('GET / HTTP/1.0\r\n\r\n'));
      socket.on('error', () => resolve());
      socket.on('close', () => resolve());
      socket.resume();
    });
    const tooLong = ask('/', { headers: { 'X-Long': 'x'.repeat(40_000) } });
    expect(
      await tooLong.then(
        ({ status }) => status,
        () => 'refused',
      ),
    ).not.toBe(200);
    expect((await ask('/')).status).toBe(200);
  });

  it('says when its port is taken', async () => {
    await expect(startMirrorServer({ ...options(), port: server.port })).rejects.toMatchObject({
      code: 'port-in-use',
    });
  });
});
