import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stopNames } from '../home/names/names-process.ts';
import type { Bench } from './bench.ts';
import { atMost, median } from './figure.ts';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));
const RUNS = 5;
/** A start that takes longer than this has failed. */
const GIVE_UP_MS = 60_000;
/** Chosen: what a person waits for without wondering, and what one waits for while told why. */
const FIRST_LINE_MAX_SEC = 2;
const STANDING_MAX_SEC = 15;

/** `npm start` to its first line, and until everything stands. */
export const start: Bench = {
  name: 'start',
  method:
    `Median of ${RUNS} runs of \`npm start -- --fresh --data FOLDER\` on a new folder each, ended ` +
    'with SIGINT once everything stands, its name server too. Standing means: mirrors built, ' +
    'directory of schools imported, origins, mirrors, name server, sinks and home answer. The peer of ' +
    'the first line is `npm start` of an empty project that prints one line, in the same run: what ' +
    'npm and Node cost by themselves.',
  async run(say) {
    const alone: number[] = [];
    const runs: Started[] = [];
    for (let run = 1; run <= RUNS; run += 1) {
      say(`start ${run} of ${RUNS}`);
      alone.push(await npmAlone());
      runs.push(await startOnce());
    }
    const first = median(runs.map(({ firstLineSec }) => firstLineSec));
    const standing = median(runs.map(({ standingSec }) => standingSec));
    const stopped = median(runs.map(({ stoppedSec }) => stoppedSec));
    const peer = { name: 'npm start of an empty project', value: median(alone) };
    return [
      atMost('npm start to the first line', first, 's', FIRST_LINE_MAX_SEC, peer),
      atMost('npm start to “everything stands”', standing, 's', STANDING_MAX_SEC),
      atMost('Ctrl-C to the end', stopped, 's', 2, { name: 'limit of the project', value: 2 }),
    ];
  },
};

interface Started {
  readonly firstLineSec: number;
  readonly standingSec: number;
  readonly stoppedSec: number;
}

async function startOnce(): Promise<Started> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-start-'));
  const startedMs = performance.now();
  const since = (fromMs: number): number => (performance.now() - fromMs) / 1_000;
  const child = npmStart(PROJECT, ['--', '--fresh', '--data', folder]);
  try {
    const told = { firstLineSec: Number.NaN, standingSec: Number.NaN };
    for await (const line of linesOf(child)) {
      if (Number.isNaN(told.firstLineSec)) told.firstLineSec = since(startedMs);
      // The line that says how to kill Préau is the last of those that say where everything is.
      if (!line.includes('kill -9')) continue;
      told.standingSec = since(startedMs);
      break;
    }
    if (Number.isNaN(told.standingSec)) throw new Error('npm start ended before everything stood');
    const stoppingMs = performance.now();
    await end(child, 'SIGINT');
    return { ...told, stoppedSec: since(stoppingMs) };
  } finally {
    await end(child, 'SIGKILL');
    await stopNames(join(folder, 'run', 'names'));
    await rm(folder, { recursive: true, force: true });
  }
}

async function npmAlone(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'preau-bench-npm-'));
  try {
    const scripts = { start: 'node index.js' };
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'empty', scripts }));
    await writeFile(join(folder, 'index.js'), 'console.log("one line");\n');
    const startedMs = performance.now();
    const child = npmStart(folder, []);
    for await (const _ of linesOf(child)) break;
    const seconds = (performance.now() - startedMs) / 1_000;
    await end(child, 'SIGINT');
    return seconds;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** In a process group of its own, as a shell would have it: Ctrl-C reaches all of it. */
const npmStart = (cwd: string, args: readonly string[]): ChildProcess =>
  spawn('npm', ['start', ...args], {
    cwd,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: GIVE_UP_MS,
  });

/** What the program printed: npm's own two lines begin with `>`. */
async function* linesOf(child: ChildProcess): AsyncIterable<string> {
  if (child.stdout === null) return;
  // Not closed here: a program whose reader goes away would end by EPIPE, not by the signal.
  for await (const line of createInterface({ input: child.stdout }))
    if (line.trim() !== '' && !line.startsWith('>')) yield line;
}

async function end(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.stdout?.resume();
  process.kill(-(child.pid ?? Number.NaN), signal);
  await gone;
}
