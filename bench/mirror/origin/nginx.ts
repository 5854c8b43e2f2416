import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Leftovers } from '../../shelter/leftovers.ts';
import { ACCESS_LOG, type NginxPlace } from '../site/nginx-conf.ts';
import { type LoggedRequest, readAccessLog } from './access-log.ts';

/** One nginx of the bench. */
export interface Nginx {
  readonly port: number;
  readonly pid: number;
  /** What was asked since the start or the last `forget`. */
  asked(): Promise<readonly LoggedRequest[]>;
  /** Empty the log. */
  forget(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian has it, which is on nobody's path but root's. */
export const NGINX = '/usr/sbin/nginx';

/** Chosen: it is there in less than a tenth of a second. */
const START_MAX_MS = 10_000;

/**
 * Start nginx in the foreground.
 *
 * @param conf the whole configuration, for the place that it is given
 * @throws Error with its last words when it does not listen
 */
export async function startNginx(
  conf: (place: NginxPlace) => string,
  { folder, port }: { readonly folder: string; readonly port: number },
  leftovers: Leftovers,
): Promise<Nginx> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'nginx.conf');
  await writeFile(file, conf({ folder, port }));
  const errors = join(folder, 'error.log');
  const child = spawn(NGINX, ['-e', errors, '-p', folder, '-c', file], { stdio: 'ignore' });
  const gone = once(child, 'exit').then(() => void leftovers.pids.delete(child.pid ?? 0));
  gone.catch(() => undefined);
  if (child.pid !== undefined) leftovers.pids.add(child.pid);
  const deadline = performance.now() + START_MAX_MS;
  while (!(await listens(port)) && child.exitCode === null) {
    if (performance.now() > deadline) child.kill('SIGKILL');
    await delay(20);
  }
  if (child.exitCode !== null) {
    const said = await readFile(errors, 'utf8').catch(() => '');
    throw new Error(`nginx did not start; it said:\n${said.slice(-2_000)}`);
  }
  const log = join(folder, ACCESS_LOG);
  return {
    port,
    pid: child.pid ?? 0,
    asked: async () => readAccessLog(await readFile(log, 'utf8')),
    forget: () => truncate(log),
    stop: async () => {
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
