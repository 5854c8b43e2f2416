// Goal: a status page that answers badly, late, too long, elsewhere or never is unknown with its reason,
// never down, and what came of it is kept. Method: loopback servers, one for each way to fail.
import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { createFeeds } from '../../../../adapters/local/feeds/create-feeds.ts';
import { fetchBounded } from '../../../../adapters/local/feeds/fetch-bounded.ts';
import { loopbackFeeds, publicFeeds } from '../../../../adapters/local/feeds/fetch-guard.ts';
import { closeFeedServers, json, NOW, readFrom, sends } from './feed-server.ts';

afterEach(closeFeedServers);

const CALM = { incidents: [], scheduled_maintenances: [] };
const small = { timeoutMs: 10_000, maxBytes: 2_000 };
const short = { ...small, timeoutMs: 200 };

test('what came is kept as it came, with where, when, status and type', async () => {
  const { raw } = await readFrom(json(CALM));
  expect(Buffer.from(raw?.bytes ?? []).toString()).toBe(JSON.stringify(CALM));
  expect(raw).toMatchObject({ fetchedAt: NOW, status: 200, contentType: 'application/json' });
  expect(raw?.from).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v2\/summary\.json$/);
});

test.each<[string, string, RequestListener]>([
  ['an error', 'refused', (_request, response) => response.writeHead(500).end('oops')],
  ['a page', 'not-its-form', sends('<html>tout va bien</html>', 'text/html')],
  ['another JSON', 'not-its-form', json({ ok: true })],
  ['an empty answer', 'not-its-form', sends('')],
  [
    'a redirect',
    'refused',
    (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ],
  ['a cut', 'unreachable', (request) => request.socket.destroy()],
  ['too much', 'too-long', sends(`"${'x'.repeat(3_000)}"`)],
  ['nothing at all', 'too-slow', () => undefined],
])('%s is unknown: %s', async (_name, fault, answer) => {
  const { reading } = await readFrom(answer, {}, fault === 'too-slow' ? short : small);
  expect(reading).toMatchObject({ kind: 'unknown', fault });
});

test('an error page that came is evidence of itself', async () => {
  const { raw } = await readFrom((_request, response) => response.writeHead(503).end('saturé'));
  expect(raw).toMatchObject({ status: 503 });
  expect(Buffer.from(raw?.bytes ?? []).toString()).toBe('saturé');
});

test('a byte now and then is too slow in the end', async () => {
  const drip: RequestListener = (request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 20);
    request.socket.once('close', () => clearInterval(timer));
  };
  const { reading } = await readFrom(drip, {}, short);
  expect(reading).toMatchObject({ kind: 'unknown', fault: 'too-slow' });
});

test('a packed answer is unpacked, and no further than its limit', async () => {
  const packed =
    (text: string): RequestListener =>
    (_request, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end(gzipSync(text));
    };
  expect((await readFrom(packed(JSON.stringify(CALM)), {}, small)).reading.kind).toBe('read');
  const bomb = await readFrom(packed(' '.repeat(5_000_000)), {}, { ...small, maxBytes: 10_000 });
  expect(bomb.reading).toMatchObject({ kind: 'unknown', fault: 'too-long' });
});

test.each([
  'http://status.example/',
  'http://127.0.0.1.example/',
  'https://10.0.0.1/',
  'https://169.254.169.254/latest/meta-data/',
  'https://[::ffff:10.0.0.1]/',
  'ftp://status.example/',
  'not an address',
])('%s is asked by nobody', async (address) => {
  const limits = { timeoutMs: 1_000, maxBytes: 1_000, guard: publicFeeds };
  expect(await fetchBounded(address, limits)).toMatchObject({ fault: 'address-refused' });
});

test('an address of this machine that is written so is asked: somebody’s own bridge', async () => {
  const limits = { timeoutMs: 1_000, maxBytes: 1_000, guard: publicFeeds };
  for (const address of ['http://127.0.0.1:1/', 'https://[::1]:1/'])
    expect(await fetchBounded(address, limits)).toMatchObject({ fault: 'unreachable' });
});

test('a name that leads inside is asked by nobody either', async () => {
  const limits = { timeoutMs: 5_000, maxBytes: 1_000, guard: publicFeeds };
  expect(await fetchBounded('https://localhost:1/', limits)).toMatchObject({
    fault: 'address-refused',
  });
});

test('a page is asked once for all whose platforms fell together', async () => {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.end(JSON.stringify(CALM));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`;
  const sources = { company: { kind: 'statuspage', url } } as const;
  const feeds = createFeeds({ sources, clock: { now: () => NOW }, guard: loopbackFeeds });
  const all = await Promise.all(Array.from({ length: 50 }, () => feeds.read('company')));
  expect([asked, new Set(all).size]).toEqual([1, 1]);
});

test.each(['constructor', 'zstd', 'GZIP, x'])(
  'packed as %s, it cannot be read',
  async (encoding) => {
    const { reading } = await readFrom((_request, response) => {
      response.setHeader('content-encoding', encoding);
      response.end('x');
    });
    expect(reading).toMatchObject({ kind: 'unknown', fault: 'not-its-form' });
  },
);

test('a company without a page has none, whatever its name', async () => {
  const feeds = createFeeds({ sources: {}, clock: { now: () => NOW } });
  expect(await feeds.read('ovh')).toEqual({ reading: { kind: 'none' } });
  expect(await feeds.read('constructor')).toEqual({ reading: { kind: 'none' } });
});
