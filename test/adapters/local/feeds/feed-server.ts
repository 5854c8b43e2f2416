import { createServer, type RequestListener, type Server } from 'node:http';
import { createFeeds, type FeedsOptions } from '../../../../adapters/local/feeds/create-feeds.ts';
import type { FeedSource } from '../../../../adapters/local/feeds/feed-source.ts';
import { loopbackFeeds } from '../../../../adapters/local/feeds/fetch-guard.ts';
import type { FeedSnapshot } from '../../../../app/ports.ts';
import { type EpochMs, epochMs } from '../../../../core/units.ts';

export const NOW: EpochMs = epochMs(Date.UTC(2021, 2, 10, 8));

const servers: Server[] = [];

export function closeFeedServers(): void {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
}

/** Read one company's page that answers as the test says, on loopback. */
export async function readFrom(
  answer: RequestListener,
  source: Partial<FeedSource> = {},
  options: Partial<FeedsOptions> = {},
): Promise<FeedSnapshot> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}/api/v2/summary.json`;
  const feeds = createFeeds({
    sources: { company: { kind: 'statuspage', url, ...source } },
    clock: { now: () => NOW },
    guard: loopbackFeeds,
    ...options,
  });
  return feeds.read('company');
}

export const sends =
  (body: string | Uint8Array, type = 'application/json'): RequestListener =>
  (_request, response) => {
    response.setHeader('content-type', type);
    response.end(body);
  };

export const json = (body: unknown): RequestListener => sends(JSON.stringify(body));
