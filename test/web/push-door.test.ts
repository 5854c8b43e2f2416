// Goal: a browser subscribes by the page's own button and nothing else gets in: no other site, no machine
// that is no push service, no half of a subscription. Method: requests by hand over a real socket.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { PushSubscription } from '../../app/subscriptions/push-ports.ts';
import { send } from '../../web/http/answer.ts';
import { doorOf } from '../../web/http/limits/doors.ts';
import { statusFiles } from '../../web/status/status-files.ts';
import { setView } from '../../web/status/etab/set-view.ts';
import { PUSH_PATH } from '../../web/subscriptions/answer-push.ts';
import { answerSubscription } from '../../web/subscriptions/answer-subscription.ts';
import { readWords } from '../../web/words.ts';
import { gzipSync } from 'node:zlib';
import { platformId } from '../../core/units.ts';
import { morningStatus } from './fixtures/faces.ts';

const ORIGIN = 'https://etat.preau.example';
const good = {
  endpoint: 'https://fcm.googleapis.com/fcm/send/abc',
  keys: {
    p256dh: Buffer.alloc(65, 4).toString('base64url'),
    auth: Buffer.alloc(16, 1).toString('base64url'),
  },
  language: 'fr',
  platforms: ['ent-occitanie'],
};
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function aDoor(full = false) {
  const joined: PushSubscription[] = [];
  const left: string[] = [];
  const door = {
    origins: [ORIGIN],
    platforms: ['ent-occitanie'],
    join: async (one: PushSubscription) => !full && Boolean(joined.push(one)),
    leave: async (endpoint: string) => void left.push(endpoint),
  };
  const server = createServer((request, response) => {
    void answerSubscription(request, door).then((answer) => send(response, answer, false));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  const { port } = server.address() as AddressInfo;
  const ask = (body: unknown, { method = 'POST', origin = ORIGIN } = {}) =>
    fetch(`http://127.0.0.1:${port}${PUSH_PATH}`, {
      method,
      headers: { origin, 'content-type': 'application/json' },
      ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
  return { joined, left, ask };
}

describe('the door of subscriptions', () => {
  test('keeps a browser by its endpoint, its keys, its language, its platforms, and nothing more', async () => {
    const { joined, ask } = await aDoor();
    const answer = await ask({ ...good, name: 'Mme Martin', expirationTime: null });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('access-control-allow-origin')).toBe(ORIGIN);
    const { keys, ...others } = good;
    expect(joined).toEqual([{ ...others, ...keys }]);
  });

  test('keeps each platform once, however often it is named', async () => {
    const { joined, ask } = await aDoor();
    const platforms = Array.from({ length: 500 }, () => 'ent-occitanie');
    expect((await ask({ ...good, platforms })).status).toBe(201);
    expect(joined[0]?.platforms).toEqual(['ent-occitanie']);
  });

  test('lets a browser leave', async () => {
    const { left, ask } = await aDoor();
    expect((await ask({ endpoint: good.endpoint, leave: true })).status).toBe(200);
    expect(left).toEqual([good.endpoint]);
  });

  test('is asked first by browsers of another host, and answers the page’s own alone', async () => {
    const { ask } = await aDoor();
    expect((await ask(null, { method: 'OPTIONS' })).status).toBe(204);
    const strange = await ask(null, { method: 'OPTIONS', origin: 'https://evil.example' });
    expect(strange.status).toBe(403);
    expect(strange.headers.get('access-control-allow-origin')).toBeNull();
  });

  test.each([
    ['another site', good, 403, 'https://evil.example'],
    ['no site', good, 403, ''],
    ['a machine inside', { ...good, endpoint: 'https://169.254.169.254/latest' }, 400, ORIGIN],
    ['a site that leaves from inside', { endpoint: 'http://localhost/', leave: true }, 400, ORIGIN],
    ['a short key', { ...good, keys: { ...good.keys, p256dh: 'BAAA' } }, 400, ORIGIN],
    ['a stranger’s platform', { ...good, platforms: ['x'] }, 400, ORIGIN],
    ['another language', { ...good, language: 'xx' }, 400, ORIGIN],
    ['no JSON', '{', 400, ORIGIN],
    ['too much', 'x'.repeat(70_000), 400, ORIGIN],
    ['a list', [], 400, ORIGIN],
  ] as const)('refuses %s', async (_, body, status, origin) => {
    const { joined, left, ask } = await aDoor();
    expect((await ask(body, { origin })).status).toBe(status);
    expect([joined, left]).toEqual([[], []]);
  });

  test('says when there are as many as are kept', async () => {
    const { ask } = await aDoor(true);
    expect((await ask(good)).status).toBe(503);
  });

  test('has a pace of its own', () => {
    expect(doorOf(PUSH_PATH)).toBe('subscribe');
  });
});

describe('the page', () => {
  const words = readWords('fr');
  const push = { publicKey: 'BAAA', url: `${ORIGIN}${PUSH_PATH}`, platforms: [] };
  const view = { ...morningStatus(), push };

  test('has no button and no worker where nobody can subscribe', () => {
    const files = statusFiles(morningStatus(), words);
    expect(files.has('push-worker.js')).toBe(false);
    expect(files.get('index.html')).not.toMatch(/id="push"|PushManager/);
  });

  test('has a button that is hidden until its script finds that it can, within the page’s weight', () => {
    const files = statusFiles(view, words);
    const page = files.get('index.html') ?? '';
    expect(page).toMatch(/<section class="in push" hidden id="push"/);
    expect(page).toContain(
      `connect-src 'self' ${ORIGIN};worker-src 'self'`.replaceAll("'", '&#39;'),
    );
    // 15 kB with a worse morning's messages: this one is some 8.
    expect(gzipSync(page).byteLength).toBeLessThan(11_000);
    expect(files.get('messages.html')).not.toContain('id="push"');
  });

  test('has a worker that answers no request and keeps nothing', () => {
    const worker = statusFiles(view, words).get('push-worker.js') ?? '';
    expect(worker).toContain("addEventListener('push'");
    expect(worker).not.toMatch(/fetch|caches|indexedDB|importScripts/);
  });

  test('of some schools subscribes to their platforms alone', () => {
    const set = { id: 'a', platforms: [platformId('ent-occitanie')] };
    expect(setView(view, set, words).push?.platforms).toEqual(['ent-occitanie']);
  });
});
