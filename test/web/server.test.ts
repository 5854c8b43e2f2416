import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, ownHeaders, VETO } from './fixtures/ask.ts';
import { morningView } from './fixtures/faces.ts';
import { memoryInbox, someMessages } from './fixtures/memory-inbox.ts';
import { type OpenFaces, openFaces } from './fixtures/open-faces.ts';

// Goal: reading is free and harmless, whatever is asked and under whatever name (P10).
// Method: real requests over loopback, hosts and paths forged at will.

let faces: OpenFaces;
beforeAll(async () => {
  faces = await openFaces({ names: ['preau.example'] });
});
afterAll(() => faces[Symbol.asyncDispose]());

describe('reading', () => {
  test.each(['/', '/now.json', '/healthz', '/etat/', '/etat/api/v2/summary.json', '/courrier/'])(
    'answers %s, framed by nobody and sniffed by nothing',
    async (path) => {
      const { status, headers } = await ask(faces.port, path);
      expect(status).toBe(200);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    },
  );

  test('gives every answer a nonce of its own', async () => {
    const policies = await Promise.all([ask(faces.port, '/'), ask(faces.port, '/')]);
    const [one, other] = policies.map(({ headers }) => headers['content-security-policy']);
    expect(one).not.toBe(other);
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost:99999999',
  ])('refuses the host %s, which may be a rebound name', async (host) => {
    expect((await ask(faces.port, '/now.json', 'GET', { host })).status).toBe(421);
  });

  test.each(['localhost', 'LOCALHOST:8008', '127.0.0.1:8008', '[::1]:8008', 'preau.example'])(
    'knows the host %s',
    async (host) => {
      expect((await ask(faces.port, '/healthz', 'GET', { host })).status).toBe(200);
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
    expect((await ask(faces.port, path)).status).toBe(404);
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
    expect(
      (
        await ask(
          faces.port,
          `/commands?${encodeURIComponent(VETO)}`,
          'GET',
          ownHeaders(faces.port),
        )
      ).status,
    ).toBe(405);
    expect((await ask(faces.port, '/', 'POST', ownHeaders(faces.port), VETO)).status).toBe(405);
    expect(faces.commands).toHaveLength(before);
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
    expect((await ask(faces.port, '/courrier/message?id=none')).status).toBe(404);
    await using real = await openFaces({ inbox: null });
    const reply = await fetch(`${real.url}/courrier/`);
    expect(await reply.text()).toContain('envoie pour de vrai');
    expect(await (await fetch(real.url)).text()).not.toContain('href="/courrier/"');
  });
});
