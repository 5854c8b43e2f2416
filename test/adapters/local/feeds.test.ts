// Goal: a hoster's status page is read as it is, and anything else is unknown, never down.
// Method: a loopback server that answers well, badly, late, too long, or elsewhere.
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { createStatuspageFeeds, type FeedOptions } from '../../../adapters/local/feeds.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function readFrom(
  answer: RequestListener,
  options: Partial<FeedOptions> & { readonly components?: readonly string[] } = {},
) {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { components, ...rest } = options;
  const source = {
    url: `http://127.0.0.1:${address.port}/api/v2/summary.json`,
    ...(components ? { components } : {}),
  };
  return createStatuspageFeeds({ feeds: { ovh: source }, ...rest }).read('ovh');
}

const json =
  (body: unknown): RequestListener =>
  (_request, response) => {
    response.end(JSON.stringify(body));
  };

const INCIDENT = {
  name: 'SBG2: fire',
  status: 'investigating',
  impact: 'critical',
  created_at: '2021-03-10T00:47:00.000Z',
  components: [{ id: 'c1', name: 'SBG' }],
};

test('open incidents, without those that are over or of no impact', async () => {
  const reading = await readFrom(
    json({
      page: { id: 'x' },
      incidents: [INCIDENT, { ...INCIDENT, status: 'resolved' }, { ...INCIDENT, impact: 'none' }],
    }),
  );
  const since = Date.parse(INCIDENT.created_at);
  expect(reading).toEqual({ kind: 'read', open: [{ title: 'SBG2: fire', since }] });
});

test('an incident of another component is not ours', async () => {
  const answer = json({ incidents: [INCIDENT] });
  expect(await readFrom(answer, { components: ['GRA'] })).toEqual({ kind: 'read', open: [] });
  expect(await readFrom(answer, { components: ['c1'] })).toMatchObject({ open: [{}] });
});

test.each<[string, RequestListener]>([
  ['an error', (_request, response) => response.writeHead(500).end()],
  ['a page', (_request, response) => response.end('<html>tout va bien</html>')],
  ['another JSON', json({ ok: true })],
  [
    'a redirect',
    (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
  ],
  ['a cut', (request) => request.socket.destroy()],
  ['too much', (_request, response) => response.end(`"${'x'.repeat(3_000)}"`)],
  ['nothing at all', () => undefined],
])('%s is unknown', async (_name, answer) => {
  const reading = await readFrom(answer, { timeoutMs: 200, maxBytes: 2_000 });
  expect(reading.kind).toBe('unknown');
});

test('an address that is not permitted is not asked', async () => {
  let asked = 0;
  const reading = await readFrom(() => void (asked += 1), { permits: () => false });
  expect(reading.kind).toBe('unknown');
  expect(asked).toBe(0);
});

test('a hoster without a feed has none, whatever its name', async () => {
  const feeds = createStatuspageFeeds({ feeds: {} });
  expect(await feeds.read('ovh')).toEqual({ kind: 'none' });
  expect(await feeds.read('constructor')).toEqual({ kind: 'none' });
});
