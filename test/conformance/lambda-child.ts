// A process that runs one function as Lambda's Node.js runtime does: it loads the handler, then asks
// the runtime API for one invocation after the other. Started by `lambda-function.ts`.
//
// argv: the file that exports `handler`; a bundle is required, a source is imported.
import dns from 'node:dns';
import { request } from 'node:http';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';

const [, , file = ''] = process.argv;
const [host = '', port = ''] = (process.env['AWS_LAMBDA_RUNTIME_API'] ?? '').split(':');

type Handler = (event: unknown, context: object) => Promise<unknown>;

interface Answer {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/**
 * Where the world's names lead: a public address, since functions connect to no other. The network's
 * stand-in leads from there to loopback, and nowhere else.
 */
const OUTSIDE = '11.0.0.1';

/** Names resolve as the test's world has them, and to nothing else: no probe leaves this machine. */
function standInForTheResolver(): void {
  const known = JSON.parse(process.env['CONFORMANCE_HOSTS'] ?? '[]') as readonly string[];
  const lookup = async (name: string) => {
    if (known.includes(name)) return [{ address: OUTSIDE, family: 4 }];
    throw Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
  };
  Object.assign(dns.promises, { lookup });
  syncBuiltinESMExports();
}

/** What is sent to {@link OUTSIDE} arrives at the world's servers on loopback. */
function standInForTheNetwork(): void {
  const connect: (...all: never[]) => Socket = Reflect.get(Socket.prototype, 'connect');
  Object.assign(Socket.prototype, {
    connect(this: Socket, ...all: never[]): Socket {
      // `net.connect` and `tls.connect` hand their options on in a list.
      const first: unknown = all[0];
      const options: unknown = Array.isArray(first) ? first[0] : first;
      if (typeof options === 'object' && options !== null && 'host' in options)
        if (options.host === OUTSIDE) options.host = '127.0.0.1';
      return Reflect.apply(connect, this, all);
    },
  });
}

async function load(): Promise<Handler> {
  const loaded: unknown = file.endsWith('.ts')
    ? await import(pathToFileURL(file).href)
    : createRequire(file)(file);
  if (typeof loaded === 'object' && loaded !== null && 'handler' in loaded)
    return loaded.handler as Handler;
  throw new Error(`${file} exports no handler`);
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html */
function call(method: string, path: string, body?: unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(
      { host, port, method, path: `/2018-06-01/runtime${path}` },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ headers: response.headers, text: Buffer.concat(parts).toString('utf8') }),
        );
      },
    );
    asked.on('error', reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const faultOf = (error: unknown) =>
  error instanceof Error
    ? { errorType: error.name, errorMessage: error.message, stackTrace: error.stack?.split('\n') }
    : { errorType: 'Unknown', errorMessage: String(error) };

const contextOf = ({ headers }: Answer) => ({
  awsRequestId: String(headers['lambda-runtime-aws-request-id']),
  invokedFunctionArn: String(headers['lambda-runtime-invoked-function-arn']),
  functionName: process.env['AWS_LAMBDA_FUNCTION_NAME'],
  functionVersion: '$LATEST',
  memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () =>
    Math.max(0, Number(headers['lambda-runtime-deadline-ms']) - Date.now()),
});

async function serve(handler: Handler): Promise<never> {
  for (;;) {
    const next = await call('GET', '/invocation/next');
    const id = String(next.headers['lambda-runtime-aws-request-id']);
    try {
      const answer = await handler(JSON.parse(next.text), contextOf(next));
      await call('POST', `/invocation/${id}/response`, answer ?? null);
    } catch (error) {
      await call('POST', `/invocation/${id}/error`, faultOf(error));
    }
  }
}

standInForTheResolver();
standInForTheNetwork();
try {
  await serve(await load());
} catch (error) {
  await call('POST', '/init/error', faultOf(error)).catch(() => undefined);
  process.exitCode = 1;
}
