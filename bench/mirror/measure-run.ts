import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { processTree } from '../process-memory.ts';
import type { Leftovers } from '../shelter/leftovers.ts';
import { processTicks } from '../shelter/process-cost.ts';

/** A program to be run from start to end. */
export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly cwd?: string;
}

/** What one run of a program cost, with all that it started. */
export interface MeasuredRun {
  readonly wallSec: number;
  /** User and system time of all its processes and threads. */
  readonly cpuSec: number;
  /** The largest sum of their resident sets. */
  readonly peakMiB: number;
  /** Null when it was ended: see `ending`. */
  readonly exitCode: number | null;
  readonly ending: 'itself' | 'time' | 'memory' | 'asked';
  /** Standard output, its last megabyte. */
  readonly output: string;
  /** The end of standard error. */
  readonly errors: string;
}

export interface RunLimits {
  readonly maxMs: number;
  /** @default 4 GiB */
  readonly maxMiB?: number;
  /** Kills it at once, as a power cut does. */
  readonly signal?: AbortSignal;
}

/** Often enough that what is missed of a run's end is little; reading /proc costs a millisecond. */
const SAMPLE_MS = 50;
const [OUTPUT_BYTES, ERROR_BYTES] = [1_048_576, 4_000];
const MAX_MIB = 4_096;
/** sysconf(_SC_CLK_TCK), see `processTicks`. */
const TICKS_PER_SECOND = 100;

/** Run a program to its end, or to its limits; Linux only. */
export async function measureRun(
  { program, args, cwd }: Command,
  limits: RunLimits,
  leftovers: Leftovers,
): Promise<MeasuredRun> {
  const startedMs = performance.now();
  const child = spawn(program, [...args], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const pid = child.pid ?? 0;
  if (pid > 0) leftovers.pids.add(pid);
  const output = lastWords(child.stdout, OUTPUT_BYTES);
  const errors = lastWords(child.stderr, ERROR_BYTES);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  const watch = watchTree(child, pid, startedMs, limits);
  try {
    const exitCode = await ended;
    const wallSec = (performance.now() - startedMs) / 1_000;
    return { wallSec, exitCode, ...watch.cost(), output: output(), errors: errors() };
  } finally {
    watch.stop();
    leftovers.pids.delete(pid);
  }
}

interface TreeWatch {
  cost(): Pick<MeasuredRun, 'cpuSec' | 'peakMiB' | 'ending'>;
  stop(): void;
}

function watchTree(
  child: ChildProcess,
  root: number,
  startedMs: number,
  limits: RunLimits,
): TreeWatch {
  const stopping = new AbortController();
  const ticks = new Map<number, number>();
  let peakKiB = 0;
  let ending: MeasuredRun['ending'] = 'itself';
  const end = (why: MeasuredRun['ending']): void => {
    ending = why;
    child.kill('SIGKILL');
  };
  const onAsked = (): void => end('asked');
  limits.signal?.addEventListener('abort', onAsked, { once: true });
  const sample = (): void => {
    const tree = processTree(root);
    for (const pid of tree) ticks.set(pid, Math.max(ticks.get(pid) ?? 0, ticksOf(pid)));
    const sum = tree.reduce((kib, pid) => kib + statusKiB(pid, 'VmRSS'), 0);
    peakKiB = Math.max(peakKiB, sum, statusKiB(root, 'VmHWM'));
    if (performance.now() - startedMs > limits.maxMs) end('time');
    else if (sum > (limits.maxMiB ?? MAX_MIB) * 1_024) end('memory');
  };
  const keepSampling = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      sample();
      await delay(SAMPLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  void keepSampling();
  return {
    cost: () => ({
      cpuSec: [...ticks.values()].reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND,
      peakMiB: peakKiB / 1_024,
      ending,
    }),
    stop: () => {
      stopping.abort();
      limits.signal?.removeEventListener('abort', onAsked);
    },
  };
}

/** 0 for a process that has gone. */
function ticksOf(pid: number): number {
  const stat = readQuietly(`/proc/${pid}/stat`);
  return stat === null ? 0 : processTicks(stat);
}

/** VmHWM is the kernel's own peak of one process: it cannot be missed between two samples. */
function statusKiB(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readQuietly(`/proc/${pid}/status`) ?? '';
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0);
}

function readQuietly(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function lastWords(stream: NodeJS.ReadableStream, maxBytes: number): () => string {
  let text = '';
  stream.setEncoding('utf8');
  stream.on('data', (piece: string) => {
    text = (text + piece).slice(-maxBytes);
  });
  return () => text;
}
