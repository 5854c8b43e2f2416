import { type ChildProcess, spawn } from 'node:child_process';
import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './small-home.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A terminal in one folder. Whatever stays when the terminal is left gets a Ctrl-C. */
export interface Shell extends AsyncDisposable {
  /** Type one command, and wait for its end. */
  run(command: string): Promise<Told>;
  /** Type one that stays, and wait until it has said so, or has ended. */
  keep(command: string, isSaid: (said: string) => boolean): Promise<Told>;
  /** Ctrl-C for all that stays. */
  interrupt(): Promise<void>;
}

export interface Told {
  /** Both of its streams. */
  readonly said: string;
  /** Null while it stays, and where a signal ended it. */
  readonly code: number | null;
}

/** @param folder gets what a checkout has for `npm run preau` */
export async function openShell(
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<Shell> {
  for (const name of ['package.json', 'bin', 'node_modules'])
    await symlink(join(root, name), join(folder, name));
  const kept: Running[] = [];
  const interrupt = async (): Promise<void> => {
    for (const running of kept.splice(0)) {
      const { exitCode, pid } = running.child;
      if (exitCode === null && pid !== undefined) process.kill(-pid, 'SIGINT');
      await running.closed;
    }
  };
  return {
    run: async (command) => {
      const running = spawnLine(command, folder, env);
      await running.closed;
      return { said: running.said(), code: running.child.exitCode };
    },
    keep: async (command, isSaid) => {
      const running = spawnLine(command, folder, env);
      kept.push(running);
      await until(async () => running.child.exitCode !== null || isSaid(running.said()));
      return { said: running.said(), code: running.child.exitCode };
    },
    interrupt,
    [Symbol.asyncDispose]: interrupt,
  };
}

interface Running {
  readonly child: ChildProcess;
  readonly said: () => string;
  readonly closed: Promise<void>;
}

/** A process group of its own, as a terminal gives each line. */
function spawnLine(command: string, cwd: string, more: Readonly<Record<string, string>>): Running {
  const env = { ...process.env, ...more };
  const child = spawn('sh', ['-c', command], { cwd, detached: true, stdio: 'pipe', env });
  child.stdin.end();
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      said += part;
    });
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      resolve();
    });
  });
  return { child, said: () => said, closed };
}
