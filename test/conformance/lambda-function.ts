import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { ACCOUNT } from './moto-server.ts';
import { type Outcome, startRuntimeApi } from './runtime-api.ts';

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
 */
export async function startFunction(settings: FunctionSettings): Promise<LambdaFunction> {
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
  const write = (part: string): void => void (written += part);
  const startChild = (): void => {
    const started = spawnChild(settings, api.address, write);
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
    child.kill('SIGCONT');
    timer = setTimeout(() => child?.kill('SIGKILL'), settings.timeoutSec * 1_000);
    hand(waiting, serving, settings);
    waiting = null;
  };
  const api = await startRuntimeApi({
    settle,
    next: (response) => {
      waiting = response;
      next();
    },
  });
  return {
    name: settings.name,
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
      await api.stop();
    },
  };
}

function spawnChild(
  settings: FunctionSettings,
  api: string,
  write: (part: string) => void,
): ChildProcess {
  const child = spawn(NODE, [CHILD, settings.file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(settings, api),
  });
  child.stdout.setEncoding('utf8').on('data', write);
  child.stderr.setEncoding('utf8').on('data', write);
  return child;
}

/** Answer a process that waits with an invocation. */
function hand(response: ServerResponse, { id, event }: Call, settings: FunctionSettings): void {
  const { name, region, timeoutSec } = settings;
  const arn = `arn:aws:lambda:${region}:${ACCOUNT}:function:${name}`;
  response.setHeader('lambda-runtime-aws-request-id', id);
  response.setHeader('lambda-runtime-deadline-ms', String(Date.now() + timeoutSec * 1_000));
  response.setHeader('lambda-runtime-invoked-function-arn', arn);
  response.end(JSON.stringify(event));
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
