import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Duplex } from 'node:stream';
import { mirrorWords } from '../../adapters/local/mirror/words.ts';
import type { MirrorWords } from '../../app/mirror/ports.ts';
import { PreauError } from '../../core/errors.ts';
import type { PlatformId } from '../../core/units.ts';
import { keepRoom, PATIENCE } from '../../web/http/keep-room.ts';
import { type AnswerKind, type Asked, answer } from './answer.ts';
import { type CurrentRelease, currentRelease } from './release.ts';

export interface MirrorServerOptions {
  /** The mirror's folder: what `preau mirror build` wrote. */
  readonly folder: string;
  readonly address: string;
  /** 0 for any free one. */
  readonly port: number;
  /** PEM. The certificate must name the platform: it is shown whatever name is asked for. */
  readonly tls: { readonly key: string; readonly cert: string };
  readonly platform: PlatformId;
  /** The platform's name, which DNS turns to this server. */
  readonly hostname: string;
  /** The mirror's own name, which alone is kept out of search engines. */
  readonly ownName: string;
  /** @default fr */
  readonly language?: 'fr' | 'en' | undefined;
  /** Memory for files, compressed and not. @default 16 MiB, a whole course of the example */
  readonly cacheBytes?: number | undefined;
}

/** How many answers of each kind were given since the start. */
type MirrorCounts = { readonly [kind in AnswerKind]: number } & {
  readonly requests: number;
  readonly bytes: number;
};

export interface MirrorServer {
  readonly port: number;
  /** Ends open connections too. */
  stop(): Promise<void>;
  counts(): MirrorCounts;
  /** Follow the pointer at once instead of within a second. */
  reload(): Promise<void>;
}

/** Requests longer than this in head or time are nobody's lesson. Chosen. */
const LIMITS = {
  headerBytes: 16_384,
  headersTimeoutMs: 10_000,
  requestTimeoutMs: 15_000,
  keepAliveMs: 10_000,
  connections: 5_000,
  requestsPerSocket: 1_000,
} as const;

/**
 * Serve a mirror under the platform's name, over HTTPS.
 *
 * @throws PreauError `port-in-use` when the address and port cannot be had
 */
export async function startMirrorServer(options: MirrorServerOptions): Promise<MirrorServer> {
  const words = mirrorWords(options.language ?? 'fr');
  const release = currentRelease(options.folder, options.cacheBytes ?? 16 * 1024 * 1024, () =>
    performance.now(),
  );
  const counts = newCounts();
  const server = createServer(
    {
      key: options.tls.key,
      cert: options.tls.cert,
      ...PATIENCE,
      maxHeaderSize: LIMITS.headerBytes,
      keepAliveTimeout: LIMITS.keepAliveMs,
      headersTimeout: LIMITS.headersTimeoutMs,
      requestTimeout: LIMITS.requestTimeoutMs,
    },
    (request, response) => void handle({ options, release, words, counts }, request, response),
  );
  keepRoom(server, LIMITS.connections);
  server.maxRequestsPerSocket = LIMITS.requestsPerSocket;
  // A client that leaves in mid-handshake is nothing to report.
  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('clientError', (_error, socket) => refuse(socket));
  await listen(server, options);
  await release.reload();
  const bound = server.address();
  return {
    port: typeof bound === 'object' && bound !== null ? bound.port : options.port,
    counts: () => ({ ...counts }),
    reload: async () => void (await release.reload()),
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** What is no request of HTTP: letters that are not encoded, a head beyond its limit. */
function refuse(socket: Duplex): void {
  if (!socket.writable) return void socket.destroy();
  const head = ['HTTP/1.1 400 Bad Request', 'Cache-Control: no-store', 'Connection: close'];
  socket.end(`${[...head, 'Content-Length: 0'].join('\r\n')}\r\n\r\n`, () => socket.destroy());
}

async function listen(server: Server, { address, port }: MirrorServerOptions): Promise<void> {
  try {
    server.listen(port, address);
    await once(server, 'listening');
  } catch (error) {
    throw new PreauError(
      'port-in-use',
      `expected ${address} port ${port} to be free for the mirror, got ${String(error)}; stop what uses it or name another port`,
      { cause: error, said: { key: 'port.mirror', values: { address, port, why: String(error) } } },
    );
  }
}

interface Serving {
  readonly options: MirrorServerOptions;
  readonly release: CurrentRelease;
  readonly words: MirrorWords;
  readonly counts: { -readonly [key in keyof MirrorCounts]: number };
}

function newCounts(): Serving['counts'] {
  return {
    requests: 0,
    bytes: 0,
    lesson: 0,
    asset: 0,
    login: 0,
    missing: 0,
    unavailable: 0,
    status: 0,
    failed: 0,
  };
}

/** Never throws: a request that cannot be answered is a 500, counted, and the server goes on. */
async function handle(
  serving: Serving,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { counts } = serving;
  counts.requests += 1;
  // A body, if one comes, is thrown away unread; the answer does not depend on it.
  request.resume();
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  try {
    const found = await answerTwice(serving, readRequest(serving.options, request));
    counts[found.kind] += 1;
    const wrote = send(response, request.method === 'HEAD', found);
    counts.bytes += wrote;
  } catch {
    counts.failed += 1;
    if (!response.headersSent) response.writeHead(500, { 'Cache-Control': 'no-store' });
    response.end();
  }
}

/** A release that was pruned while it served: look again once, and answer from the new one. */
async function answerTwice({ release, words }: Serving, asked: Asked): ReturnType<typeof answer> {
  try {
    return await answer(await release.get(), asked, words);
  } catch {
    return answer(await release.reload(), asked, words);
  }
}

function send(
  response: ServerResponse,
  isHead: boolean,
  found: Awaited<ReturnType<typeof answer>>,
): number {
  const { status, headers, body } = found;
  const length = status === 304 ? {} : { 'Content-Length': body.length };
  response.writeHead(status, { ...headers, ...length });
  response.end(isHead || status === 304 ? undefined : body);
  return isHead ? 0 : body.length;
}

function readRequest(options: MirrorServerOptions, request: IncomingMessage): Asked {
  const { headers } = request;
  const host = (headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return {
    method: request.method ?? 'GET',
    target: originForm(request.url ?? '/'),
    accept: headers.accept ?? '',
    acceptEncoding: String(headers['accept-encoding'] ?? ''),
    ifNoneMatch: headers['if-none-match'] ?? '',
    range: headers['if-range'] === undefined ? (headers.range ?? '') : '',
    isOwnName: host === options.ownName.toLowerCase(),
  };
}

/** RFC 9112 section 3.2.2: a server must accept the absolute form too. */
const originForm = (url: string): string => url.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
