import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Leftovers } from './leftovers.ts';
import { versionOf } from './peer-process.ts';
import { pin } from './pin.ts';
import { measureCost } from './process-cost.ts';
import type { Scenery } from './scenery.ts';
import type { System } from './system.ts';

const run = promisify(execFile);

/** As in the facts that the goal was set by: 8 sockets, at most 200 questions under way. */
const [CLIENTS, OUTSTANDING] = [8, 200];

/** Less than this part of a core, over {@link LOOK_MS}, is a server that rests. Chosen. */
const AT_REST = 0.1;
const LOOK_MS = 2_000;
/** What is not at rest by then is measured as it is. Chosen: three checks of 10 s and their confirmations. */
const REST_LOOKS_MOST = 30;

/** Answers a second. */
export interface AnswerRates {
  /** From its start: while the checks of every name find their origin dead, where there are checks. */
  readonly atStart: number;
  /** Once it had nothing else to do. */
  readonly atRest: number;
}

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
): Promise<AnswerRates | null> {
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
    const measure = async (): Promise<number> =>
      readRate((await run('taskset', [...core, 'dnsperf', ...server, ...load])).stdout);
    const atStart = await measure();
    await untilAtRest(running.pid);
    return { atStart, atRest: await measure() };
  } finally {
    await running.stop();
  }
}

async function untilAtRest(pid: number): Promise<void> {
  for (let looks = 0; looks < REST_LOOKS_MOST; looks += 1)
    if ((await measureCost(pid, LOOK_MS)).cores < AT_REST) return;
}

/** @throws Error for words that are not dnsperf's, or an answer that was not NOERROR */
export function readRate(words: string): number {
  const rate = /Queries per second:\s+([\d.]+)/.exec(words)?.[1];
  const codes = /Response codes:\s+(.+)/.exec(words)?.[1]?.trim() ?? '';
  if (rate === undefined || !/^NOERROR \d+ \(100\.00%\)$/.test(codes))
    throw new Error(`dnsperf counted no plain answers: ${codes || words.slice(-500)}`);
  return Number(rate);
}
