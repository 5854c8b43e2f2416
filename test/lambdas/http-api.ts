import { type KeyObject, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { listen } from '../../web/http/listen.ts';
import { bodyOf, httpEvent } from './http-event.ts';

export interface HttpApiOptions {
  readonly handler: (
    event: unknown,
    context: Context,
  ) => Promise<APIGatewayProxyStructuredResultV2>;
  readonly context: Context;
  /** Paths that are for everybody; all others are behind the authorizer. */
  readonly open: (path: string) => boolean;
  readonly authorizer: {
    readonly issuer: string;
    readonly audience: string;
    readonly key: KeyObject;
  };
  /** In milliseconds since 1970. */
  readonly now: () => number;
}

/** An HTTP API with a JWT authorizer in front of one function, on this machine. */
export interface HttpApi {
  readonly url: string;
  /** While set, everything behind the authorizer is answered with it. */
  setFailure(status: number | null): void;
  stop(): Promise<void>;
}

export async function startHttpApi(options: HttpApiOptions): Promise<HttpApi> {
  let failure: number | null = null;
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const address = request.url ?? '/';
    const isOpen = options.open(address.split('?', 1)[0] ?? '');
    const claims = isOpen ? undefined : claimsOf(request.headers.authorization, options);
    if (claims === null) return say(response, 401, { message: 'Unauthorized' });
    if (!isOpen && failure !== null) return say(response, failure, { message: 'failing' });
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const { method = 'GET' } = request;
    const body = await text(request);
    const event = httpEvent(address, { method, headers, body, ...(claims && { claims }) });
    const result = await options.handler(event, options.context);
    response.writeHead(result.statusCode ?? 200, result.headers as Record<string, string>);
    response.end(bodyOf(result));
  };
  const server = createServer((request, response) => void answer(request, response));
  const port = await listen(server, '127.0.0.1', 0);
  return {
    url: `http://localhost:${port}`,
    setFailure: (status) => {
      failure = status;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function say(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

/** As the authorizer checks and writes them: each claim as text, a list as `[one two]`. */
function claimsOf(
  header: string | undefined,
  { authorizer, now }: HttpApiOptions,
): Readonly<Record<string, unknown>> | null {
  const [head = '', body = '', signature = ''] = (header ?? '').replace(/^Bearer /, '').split('.');
  const isSigned = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    authorizer.key,
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return null;
  const claims: Record<string, unknown> = JSON.parse(Buffer.from(body, 'base64url').toString());
  if (claims['iss'] !== authorizer.issuer || claims['aud'] !== authorizer.audience) return null;
  if (Number(claims['exp']) * 1_000 <= now()) return null;
  return Object.fromEntries(
    Object.entries(claims).map(([name, value]) => [
      name,
      Array.isArray(value) ? `[${value.join(' ')}]` : String(value),
    ]),
  );
}
