import { symlink, writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PreauError } from '../../core/errors.ts';
import { memoryInbox, someMessages } from './fixtures/memory-inbox.ts';
import { type OpenFaces, openFaces, TOKEN } from './fixtures/open-faces.ts';

// Goal: reading is free and harmless, acting takes the console's own page, and nothing sent from
// outside is believed (P10). Method: real requests over loopback, headers forged at will.

let faces: OpenFaces;
beforeAll(async () => {
  faces = await openFaces({ names: ['preau.example'] });
});
afterAll(() => faces[Symbol.asyncDispose]());

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** `fetch` will not forge `Host`; this does. */
function ask(
  path: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
  body = '',
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port: faces.port, path, method, headers, agent: false },
      (reply) => {
        const chunks: Buffer[] = [];
        reply.on('data', (chunk: Buffer) => chunks.push(chunk));
        reply.on('error', reject);
        reply.on('end', () =>
          resolve({
            status: reply.statusCode ?? 0,
            headers: reply.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

const VETO = JSON.stringify({
  kind: 'veto',
  platform: 'cned',
  by: { role: 'console', name: 'A. Martin' },
  reason: 'miroir inapte',
});

const own = () => ({
  host: `localhost:${faces.port}`,
  origin: `http://localhost:${faces.port}`,
  'content-type': 'application/json',
  'x-preau-token': TOKEN,
});

describe('reading', () => {
  test.each(['/', '/now.json', '/healthz', '/etat/', '/etat/api/v2/summary.json', '/courrier/'])(
    'answers %s, framed by nobody and sniffed by nothing',
    async (path) => {
      const { status, headers } = await ask(path);
      expect(status).toBe(200);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    },
  );

  test('gives every answer a nonce of its own', async () => {
    const policies = await Promise.all([ask('/'), ask('/')]);
    const [one, other] = policies.map(({ headers }) => headers['content-security-policy']);
    expect(one).not.toBe(other);
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost:99999999',
  ])('refuses the host %s, which may be a rebound name', async (host) => {
    expect((await ask('/now.json', 'GET', { host })).status).toBe(421);
  });

  test.each(['localhost', 'LOCALHOST:8008', '127.0.0.1:8008', '[::1]:8008', 'preau.example'])(
    'knows the host %s',
    async (host) => {
      expect((await ask('/healthz', 'GET', { host })).status).toBe(200);
    },
  );

  test.each([
    '/etat/../package.json',
    '/etat/%2e%2e/package.json',
    '/etat/..%2fpackage.json',
    '/etat/.hidden.html',
    '/etat/index.html%00.html',
    '//evil.example/etat/',
    '/nothing',
  ])('finds nothing at %s', async (path) => {
    expect((await ask(path)).status).toBe(404);
  });

  test('follows no link out of the status folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'preau-link-'));
    await writeFile(join(folder, 'secret.html'), 'secret');
    const inside = await mkdtemp(join(tmpdir(), 'preau-link-'));
    await symlink(join(folder, 'secret.html'), join(inside, 'index.html'));
    await using linked = await openFaces({ statusFolder: inside });
    expect((await fetch(`${linked.url}/etat/`)).status).toBe(404);
    await Promise.all([folder, inside].map((one) => rm(one, { recursive: true })));
  });

  test('never acts on GET, whatever it carries', async () => {
    const before = faces.commands.length;
    expect((await ask(`/commands?${encodeURIComponent(VETO)}`, 'GET', own())).status).toBe(405);
    expect((await ask('/', 'POST', own(), VETO)).status).toBe(405);
    expect(faces.commands).toHaveLength(before);
  });
});

describe('commands', () => {
  let before: number;
  beforeEach(() => {
    before = faces.commands.length;
  });

  test('are taken from the console’s own page', async () => {
    const { status, body } = await ask('/commands', 'POST', own(), VETO);
    expect([status, JSON.parse(body)]).toEqual([200, { kind: 'done' }]);
    expect(faces.commands.at(-1)).toEqual(JSON.parse(VETO));
  });

  test.each([
    { name: 'without a token', change: { 'x-preau-token': '' }, status: 403 },
    {
      name: 'with a wrong token',
      change: { 'x-preau-token': TOKEN.replace('a', 'b') },
      status: 403,
    },
    { name: 'of another origin', change: { origin: 'https://evil.example' }, status: 403 },
    { name: 'of a sandboxed page', change: { origin: 'null' }, status: 403 },
    { name: 'of another port', change: { origin: 'http://localhost:1' }, status: 403 },
    {
      name: 'that the browser calls foreign',
      change: { 'sec-fetch-site': 'cross-site' },
      status: 403,
    },
    { name: 'sent as a form', change: { 'content-type': 'text/plain' }, status: 415 },
  ])('$name are refused', async ({ change, status }) => {
    expect((await ask('/commands', 'POST', { ...own(), ...change }, VETO)).status).toBe(status);
    expect(faces.commands).toHaveLength(before);
  });

  test.each([
    { name: 'no JSON', body: '{' },
    { name: 'no object', body: '[]' },
    { name: 'an unknown kind', body: '{"kind":"rm"}' },
    { name: 'a field too many', body: VETO.replace('}', ',"x":1}') },
    { name: 'a platform that is no id', body: VETO.replace('cned', '../cned') },
    { name: 'a reason on two lines', body: VETO.replace('miroir', 'miroir\\n') },
    { name: 'nobody', body: VETO.replace('A. Martin', '') },
    { name: 'too much', body: VETO.replace('miroir', 'x'.repeat(70_000)) },
  ])('with $name are refused, and said to be malformed', async ({ body }) => {
    const reply = await ask('/commands', 'POST', own(), body);
    expect(reply.status).toBe(400);
    expect(JSON.parse(reply.body).reason).toMatch(/^demande mal formée/);
    expect(faces.commands).toHaveLength(before);
  });

  test('that Préau refuses come back with their reason', async () => {
    await using refusing = await openFaces({
      command: async () => {
        throw new PreauError('notice-refused', 'cet avis est déjà parti');
      },
    });
    const reply = await fetch(`${refusing.url}/commands`, {
      method: 'POST',
      headers: { ...own(), origin: refusing.url },
      body: VETO,
    });
    expect(reply.status).toBe(409);
    expect(await reply.json()).toEqual({ kind: 'refused', reason: 'cet avis est déjà parti' });
  });

  test('that meet a bug answer 500, and the bug is told', async () => {
    await using broken = await openFaces({
      command: () => Promise.reject(new TypeError('a bug')),
    });
    const headers = { ...own(), origin: broken.url };
    const reply = await fetch(`${broken.url}/commands`, { method: 'POST', headers, body: VETO });
    expect(reply.status).toBe(500);
    expect(broken.bugs).toHaveLength(1);
  });
});

describe('events', () => {
  test('bring the view at once, and again when it changes', async () => {
    await using open = await openFaces();
    const reply = await fetch(`${open.url}/events`);
    const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
    let heard = '';
    const hear = async (word: string) => {
      while (!heard.includes(word)) heard += (await reader?.read())?.value ?? '';
    };
    await hear('"summary"');
    const { morningView } = await import('./fixtures/faces.ts');
    open.show({ ...morningView(), summary: 'tout va bien' });
    await hear('tout va bien');
    expect(heard.match(/^event: now$/gm)?.length).toBe(2);
    await reader?.cancel();
  });

  test('end with the server, which does not wait for its listeners', async () => {
    const open = await openFaces();
    const reply = await fetch(`${open.url}/events`);
    await open[Symbol.asyncDispose]();
    await reply.text().catch(() => '');
    await expect(fetch(`${open.url}/healthz`)).rejects.toThrow('fetch failed');
  });
});

describe('the port', () => {
  test('is the next free one when the wanted one is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    await using open = await openFaces({ port });
    expect(open.port).toBeGreaterThan(port);
    expect(open.port).toBeLessThanOrEqual(port + 20);
    expect((await fetch(`${open.url}/healthz`)).status).toBe(200);
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('the inbox', () => {
  test('searches and pages through links alone', async () => {
    await using open = await openFaces({ inbox: memoryInbox(someMessages(120)) });
    const first = await (await fetch(`${open.url}/courrier/?channel=sms`)).text();
    expect(first.match(/class="channel sms"/g)).toHaveLength(50);
    const older = /href="([^"]*before[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&');
    const second = await (await fetch(`${open.url}${older}`)).text();
    expect(second.match(/class="channel sms"/g)).toHaveLength(10);
    const none = await (await fetch(`${open.url}/courrier/?search=introuvable`)).text();
    expect(none).toContain('introuvable');
    expect(none).not.toContain('class="channel');
  });

  test('says so when a message is not there, and when there is no inbox', async () => {
    expect((await ask('/courrier/message?id=none')).status).toBe(404);
    await using real = await openFaces({ inbox: null });
    const reply = await fetch(`${real.url}/courrier/`);
    expect(await reply.text()).toContain('envoie pour de vrai');
    expect(await (await fetch(real.url)).text()).not.toContain('href="/courrier/"');
  });
});
