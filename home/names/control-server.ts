import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PreauError } from '../../core/errors.ts';
import { keepRoom } from '../../web/http/keep-room.ts';
import { type Controlled, controlRoute } from './control-routes.ts';
import { type HttpReply, json, readExchange } from './http-exchange.ts';
import { route53Front } from './route53-front.ts';
import { s3Front } from './s3-front.ts';

/** The control API, listening. */
export interface ControlServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Chosen: the home, a console and some commands. */
const CONNECTIONS_MAX = 64;
const REQUEST_MAX_MS = 10_000;

/**
 * Serve Préau's control API and the fronts of Route 53 and S3, on loopback only.
 *
 * Every request needs the token: as a bearer token, or as the access key id of AWS's clients. The
 * signature that comes with the latter is not checked; on loopback the id is as good as a bearer.
 *
 * @param heard called for each request that has the token
 * @throws PreauError `port-in-use`
 */
export async function startControlServer(
  port: number,
  token: string,
  controlled: Controlled,
  chance: () => number,
  heard: () => void,
): Promise<ControlServer> {
  async function reply(request: IncomingMessage): Promise<HttpReply> {
    if (!hasToken(request.headers.authorization, token)) {
      const message = 'Expected the token of names.json: send it as a bearer token.';
      return json(403, { code: 'request-malformed', message });
    }
    heard();
    const exchange = await readExchange(request);
    if ('status' in exchange) return exchange;
    return (
      (await controlRoute(exchange, controlled)) ??
      (await route53Front(exchange, controlled.model, controlled.gate, chance)) ??
      (await s3Front(exchange, controlled)) ??
      json(404, { code: 'not-found', message: `Nothing is served at ${exchange.path}.` })
    );
  }
  const server = createServer((request, response) => {
    reply(request)
      .catch((error: unknown): HttpReply => {
        console.error(`names: control: ${String(error)}`);
        return json(500, { code: 'store-unavailable', message: String(error) });
      })
      .then((answer) => send(request, response, answer))
      .catch((error: unknown) => console.error(`names: control: ${String(error)}`));
  });
  keepRoom(server, CONNECTIONS_MAX);
  server.requestTimeout = REQUEST_MAX_MS;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((cause: unknown) => {
    const message = `Expected to listen on 127.0.0.1 port ${port} for control, got ${String(cause)}: free the port, or give 0.`;
    throw new PreauError('port-in-use', message, {
      cause,
      said: { key: 'port.control', values: { port, why: String(cause) } },
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(request: IncomingMessage, response: ServerResponse, answer: HttpReply): void {
  // A body that was too long is not read to its end.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(answer.status, {
    'content-type': answer.type,
    'content-length': Buffer.byteLength(answer.body),
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? '' : answer.body);
}

function hasToken(authorization: string | undefined, token: string): boolean {
  const given = /^(?:Bearer |AWS4-HMAC-SHA256 Credential=)([\w-]{1,128})(?:$|\/)/.exec(
    authorization ?? '',
  );
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given?.[1] !== undefined && timingSafeEqual(digest(given[1]), digest(token));
}
