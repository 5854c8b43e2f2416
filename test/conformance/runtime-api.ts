import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What came of one invocation. */
export type Outcome =
  | { readonly kind: 'answered'; readonly payload: unknown }
  /** The handler threw, or the function could not be loaded. */
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  /** Its process ended under it, or ran out of time and was ended. */
  | { readonly kind: 'crashed'; readonly how: string };

export interface RuntimeApi {
  /** `host:port`, as AWS_LAMBDA_RUNTIME_API has it. */
  readonly address: string;
  stop(): Promise<void>;
}

export interface RuntimeListener {
  /** The process waits for an invocation: to be answered with one, whenever there is one. */
  readonly next: (response: ServerResponse) => void;
  readonly settle: (outcome: Outcome) => void;
}

/**
 * Lambda's runtime API for one process on loopback.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startRuntimeApi({ next, settle }: RuntimeListener): Promise<RuntimeApi> {
  const server = createServer((request, response) => {
    if (request.method === 'GET') return next(response);
    return void hear(request).then((outcome) => {
      response.writeHead(202).end();
      settle(outcome);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** `…/invocation/ID/response`, `…/invocation/ID/error` or `…/init/error`. */
async function hear(request: IncomingMessage): Promise<Outcome> {
  const body = await json(request);
  if (request.url?.endsWith('/response')) return { kind: 'answered', payload: body };
  const { errorType = 'Unknown', errorMessage = '' } = body as {
    readonly errorType?: string;
    readonly errorMessage?: string;
  };
  return { kind: 'failed', errorType, errorMessage };
}
