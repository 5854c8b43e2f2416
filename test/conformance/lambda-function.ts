import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ACCOUNT } from './moto-server.ts';

/** What came of one invocation. */
export type Outcome =
  | { readonly kind: 'answered'; readonly payload: unknown }
  /** The handler threw, or the function could not be loaded. */
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  /** Its process ended under it, or ran out of time and was ended. */
  | { readonly kind: 'crashed'; readonly how: string };

/** One function: at most one process, which serves one invocation at a time. */
export interface LambdaFunction {
  readonly name: string;
  invoke(event: unknown): Promise<Outcome>;
  /** End its process as a machine that goes away does. The next invocation starts another. */
  kill(): void;
  /** Whether an invocation is being served. */
  busy(): boolean;
  /** Everything that its processes wrote, a line each. */
  lines(): readonly string[];
  stop(): Promise<void>;
}

export interface FunctionSettings {
  readonly name: string;
  /** A bundle (`.js`) or a source (`.ts`) that exports `handler`. */
  readonly file: string;
  /** Where deployment.json stands. */
  readonly taskRoot: string;
  readonly timeoutSec: number;
  readonly memoryMb: number;
  /** Beside those that Lambda itself sets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly region: string;
}

interface Call {
  readonly id: string;
  readonly event: unknown;
  readonly settle: (outcome: Outcome) => void;
}

const CHILD = fileURLToPath(new URL('lambda-child.ts', import.meta.url));
/** The Node that the functions are deployed for, where the project has brought it. */
const OWN_NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));
/** What runs functions and commands. */
export const NODE = existsSync(OWN_NODE) ? OWN_NODE : process.execPath;

/**
 * Emulate the place that Lambda gives a function: a process of its own that speaks the runtime API,
 * its variables and no others, one invocation at a time, stopped in mid-air (SIGSTOP) between two
 * of them as a frozen execution environment is, and ended when its time is up.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export async function startFunction(settings: FunctionSettings): Promise<LambdaFunction> {
  const { name } = settings;
  const queue: Call[] = [];
  let serving: Call | null = null;
  let waiting: ServerResponse | null = null;
  let child: ChildProcess | null = null;
  let timer: NodeJS.Timeout | undefined;
  let written = '';

  const settle = (outcome: Outcome): void => {
    clearTimeout(timer);
    const done = serving;
    serving = null;
    done?.settle(outcome);
  };
  const startChild = (): void => {
    const started = spawn(NODE, [CHILD, settings.file], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: environmentOf(settings, api),
    });
    const keep = (part: Buffer): void => void (written += part.toString('utf8'));
    started.stdout.on('data', keep);
    started.stderr.on('data', keep);
    started.once('exit', (code, signal) => {
      if (child !== started) return;
      child = null;
      waiting = null;
      settle({ kind: 'crashed', how: signal ?? `exit ${code}` });
      next();
    });
    child = started;
  };
  /** Hand the next invocation to the process, if it waits for one. */
  const next = (): void => {
    serving ??= queue.shift() ?? null;
    if (serving === null) return void (waiting && child?.kill('SIGSTOP'));
    if (child === null) return startChild();
    if (waiting === null) return;
    const { id, event } = serving;
    child.kill('SIGCONT');
    const deadline = Date.now() + settings.timeoutSec * 1_000;
    timer = setTimeout(() => child?.kill('SIGKILL'), settings.timeoutSec * 1_000);
    waiting.setHeader('lambda-runtime-aws-request-id', id);
    waiting.setHeader('lambda-runtime-deadline-ms', String(deadline));
    waiting.setHeader(
      'lambda-runtime-invoked-function-arn',
      `arn:aws:lambda:${settings.region}:${ACCOUNT}:function:${name}`,
    );
    waiting.end(JSON.stringify(event));
    waiting = null;
  };
  const server = createServer((request, response) => {
    void hear(request).then(({ action, body }) => {
      if (action === 'next') {
        waiting = response;
        return next();
      }
      response.writeHead(202).end();
      if (action === 'response') return settle({ kind: 'answered', payload: body });
      settle({ kind: 'failed', ...faultOf(body) });
    });
  });
  const api = await listen(server);
  return {
    name,
    invoke: (event) =>
      new Promise((settleCall) => {
        queue.push({ id: randomUUID(), event, settle: settleCall });
        if (serving === null) next();
      }),
    kill: () => void child?.kill('SIGKILL'),
    busy: () => serving !== null,
    lines: () => written.split('\n').filter((line) => line !== ''),
    stop: async () => {
      const ended = child;
      child = null;
      clearTimeout(timer);
      ended?.kill('SIGKILL');
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What Lambda sets, and nothing of this machine's. */
const environmentOf = (settings: FunctionSettings, api: string): NodeJS.ProcessEnv => ({
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_LAMBDA_FUNCTION_NAME: settings.name,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_REGION: settings.region,
  AWS_DEFAULT_REGION: settings.region,
  AWS_ACCESS_KEY_ID: 'conformance',
  AWS_SECRET_ACCESS_KEY: 'conformance',
  AWS_SESSION_TOKEN: 'conformance',
  LAMBDA_TASK_ROOT: settings.taskRoot,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  _HANDLER: 'index.handler',
  ...settings.environment,
});

async function hear(
  request: IncomingMessage,
): Promise<{ readonly action: string; readonly body: unknown }> {
  const action = request.url?.split('/').at(-1) ?? '';
  const body = await text(request);
  return { action, body: body === '' ? null : (JSON.parse(body) as unknown) };
}

function faultOf(body: unknown): { readonly errorType: string; readonly errorMessage: string } {
  const fault = body as { readonly errorType?: string; readonly errorMessage?: string } | null;
  return { errorType: fault?.errorType ?? 'Unknown', errorMessage: fault?.errorMessage ?? '' };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
