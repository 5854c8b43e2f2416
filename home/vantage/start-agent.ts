import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer, type Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { readProbeRequests } from '../../adapters/local/read-probe-requests.ts';
import {
  signVantageAnswer,
  VANTAGE_BODY_MAX_BYTES,
  VANTAGE_HEADERS,
  VANTAGE_PROTOCOL,
} from '../../adapters/local/remote-prober-signature.ts';
import { version } from '../../config/version.ts';
import { PreauError } from '../../core/errors.ts';
import { keepRoom } from '../../web/http/keep-room.ts';
import type { ProbeMaker } from './make-probes.ts';
import { createNonceBook, type NonceBook } from './nonce-book.ts';
import { verifyRequest } from './verify-request.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

export interface AgentOptions {
  /** 0: the system's choice. */
  readonly port: number;
  readonly listen: string;
  readonly key: Uint8Array;
  readonly probes: ProbeMaker;
  /** Its certificate and key in PEM; absent: plain HTTP. What is said is signed either way. */
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly now: () => number;
}

export interface RunningAgent {
  readonly port: number;
  stop(): Promise<void>;
}

/** A home, another one, and somebody with a browser. Chosen. */
const CONNECTIONS_MAX = 32;
/** For a request to arrive whole: 256 kB over a school's line. Chosen. */
const REQUEST_MAX_MS = 10_000;
const HEADERS_MAX_BYTES = 8_192;

interface Reply {
  readonly status: number;
  readonly body: Buffer;
  readonly signature?: string;
}

/**
 * Listen for a home's requests, and answer with what is seen from here.
 *
 * `POST /probe` with a signed list of probes, `GET /healthz` for a supervisor; nothing else. A
 * stranger is told 401 and no more, whatever was wrong.
 *
 * @throws PreauError `port-in-use`, `port-forbidden` or `argument-invalid` when it cannot listen
 */
export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const nonces = createNonceBook();
  const listener = (request: IncomingMessage, response: ServerResponse): void => {
    reply(request, options, nonces)
      .catch((error: unknown): Reply => {
        console.error(`vantage: ${String(error)}`);
        return plain(500, { error: 'a fault of the agent, see its log' });
      })
      .then((answer) => send(request, response, answer))
      .catch((error: unknown) => console.error(`vantage: ${String(error)}`));
  };
  const limits = {
    maxHeaderSize: HEADERS_MAX_BYTES,
    requestTimeout: REQUEST_MAX_MS,
    headersTimeout: REQUEST_MAX_MS,
    connectionsCheckingInterval: 1_000,
  };
  const server = createServer(options, limits, listener);
  keepRoom(server, CONNECTIONS_MAX);
  server.listen(options.port, options.listen);
  await once(server, 'listening').catch((error: unknown) => {
    throw listenError(options, error);
  });
  // Too many open files, for one: the next connection may find one.
  server.on('error', (error) => console.error(`vantage: ${String(error)}`));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** @throws PreauError `argument-invalid` for a certificate that is not its key's */
function createServer(
  { tls, ...options }: AgentOptions,
  limits: ServerOptions,
  listener: RequestListener,
): HttpServer | HttpsServer {
  if (tls === undefined) return createHttpServer(limits, listener);
  try {
    return createHttpsServer({ ...limits, ...tls, handshakeTimeout: REQUEST_MAX_MS }, listener);
  } catch (error) {
    throw listenError(options, error);
  }
}

async function reply(
  request: IncomingMessage,
  { key, probes, now }: AgentOptions,
  nonces: NonceBook,
): Promise<Reply> {
  const { method = '', url: path = '', headers } = request;
  if (path === '/healthz' && (method === 'GET' || method === 'HEAD'))
    return plain(200, { status: 'ok', protocol: VANTAGE_PROTOCOL });
  if (path !== '/probe') return plain(404, { error: 'not found' });
  if (method !== 'POST') return plain(405, { error: 'POST only' });
  const body = await readBody(request).catch(() => undefined);
  // Cut off, or not whole in time: nobody hears the reply.
  if (body === undefined) return plain(400, { error: 'unfinished' });
  if (body === null) return plain(413, { error: `more than ${VANTAGE_BODY_MAX_BYTES} bytes` });
  const receivedAt = now();
  const verified = verifyRequest({ method, path, headers, body }, key, nonces, receivedAt);
  if (verified.kind === 'stranger') return plain(401, { error: 'not signed with our key' });
  const signed = (status: number, said: object): Reply => {
    const stamps = { protocol: VANTAGE_PROTOCOL, version, receivedAt, answeredAt: now() };
    const bytes = Buffer.from(JSON.stringify({ ...stamps, ...said }));
    const { nonce } = verified;
    return {
      status,
      body: bytes,
      signature: signVantageAnswer(key, { status, nonce, body: bytes }),
    };
  };
  if (verified.kind === 'refused') return signed(403, { refused: verified.why });
  try {
    const requests = readProbeRequests(parseForeignJson(body.toString('utf8')));
    return signed(200, { observations: await probes.make(requests) });
  } catch (error) {
    if (!(error instanceof PreauError || error instanceof SyntaxError)) throw error;
    return signed(400, { refused: error.message.slice(0, 200) });
  }
}

/** @returns null when it is too long; it is then not read to its end */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > VANTAGE_BODY_MAX_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const plain = (status: number, said: object): Reply => ({
  status,
  body: Buffer.from(`${JSON.stringify(said)}\n`),
});

function send(request: IncomingMessage, response: ServerResponse, answer: Reply): void {
  const { status, body, signature } = answer;
  // Whatever was not read of a request is not waited for.
  if (!request.complete) response.setHeader('connection', 'close');
  if (signature !== undefined) response.setHeader(VANTAGE_HEADERS.signature, signature);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function listenError(
  { listen, port }: Pick<AgentOptions, 'listen' | 'port'>,
  cause: unknown,
): PreauError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const expected = `expected to listen on ${listen} port ${port}, got ${code}`;
  if (code === 'EADDRINUSE')
    return new PreauError(
      'port-in-use',
      `${expected}; free the port, or give another with --port`,
      {
        cause,
        said: { key: 'vantage.portTaken', values: { listen, port, got: code } },
      },
    );
  if (code === 'EACCES')
    return new PreauError('port-forbidden', `${expected}; give a port of 1024 or more`, {
      cause,
      said: { key: 'vantage.portRefused', values: { listen, port, got: code } },
    });
  return new PreauError(
    'argument-invalid',
    `${expected}; give an address of this machine with --listen, and its certificate with its key`,
    { cause, said: { key: 'vantage.portElsewhere', values: { listen, port, got: code } } },
  );
}
