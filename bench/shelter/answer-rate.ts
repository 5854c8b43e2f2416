import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Leftovers } from './leftovers.ts';
import { versionOf } from './peer-process.ts';
import { pin } from './pin.ts';
import type { Scenery } from './scenery.ts';
import type { System } from './system.ts';

const run = promisify(execFile);

/** As in the facts that the goal was set by: 8 sockets, at most 200 questions under way. */
const [CLIENTS, OUTSTANDING] = [8, 200];

/**
 * Answers a second of a server on core 0 to dnsperf on the last core.
 *
 * @returns null where the server or dnsperf is not installed
 * @see https://www.dns-oarc.net/tools/dnsperf
 */
export async function answerRate(
  system: System,
  scenery: Scenery,
  lastsSec: number,
  cores: number,
  folder: string,
  leftovers: Leftovers,
): Promise<number | null> {
  if ((await versionOf('dnsperf', ['-h'], /Version (\S+)/i)) === null) return null;
  if ((await system.version()) === null) return null;
  await mkdir(folder, { recursive: true });
  const questions = join(folder, 'questions');
  const lines = scenery.watched.map(({ id }) => `${id}.${scenery.zone} A\n`);
  await writeFile(questions, lines.join(''));
  const running = await system.start(scenery, join(folder, 'server'), leftovers);
  try {
    await pin(running.pid, 0);
    const core = ['--cpu-list', `${cores - 1}`];
    const server = ['-s', '127.0.0.1', '-p', `${running.dnsPort}`];
    const load = ['-d', questions, '-l', `${lastsSec}`, '-c', `${CLIENTS}`, '-q', `${OUTSTANDING}`];
    const { stdout } = await run('taskset', [...core, 'dnsperf', ...server, ...load]);
    return readRate(stdout);
  } finally {
    await running.stop();
  }
}

/** @throws Error for words that are not dnsperf's, or an answer that was not NOERROR */
export function readRate(words: string): number {
  const rate = /Queries per second:\s+([\d.]+)/.exec(words)?.[1];
  const codes = /Response codes:\s+(.+)/.exec(words)?.[1]?.trim() ?? '';
  if (rate === undefined || !/^NOERROR \d+ \(100\.00%\)$/.test(codes))
    throw new Error(`dnsperf counted no plain answers: ${codes || words.slice(-500)}`);
  return Number(rate);
}
