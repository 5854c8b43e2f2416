import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** Twice a second: a rehearsal's memory grows by the second, not by the millisecond. */
const SAMPLE_MS = 500;

/** The peak memory of a process and all that it started. */
export interface MemoryWatch {
  /** The largest sum of resident sets seen, in bytes; pages that processes share count for each. */
  readonly peakBytes: () => number;
  readonly processesAtPeak: () => number;
  stop(): void;
}

/** Sample /proc until stopped; Linux only. */
export function watchMemory(root: number): MemoryWatch {
  let [peak, processes] = [0, 0];
  const ending = new AbortController();
  const keepSampling = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const tree = processTree(root);
      const sum = tree.reduce((total, pid) => total + residentBytes(pid), 0);
      if (sum > peak) [peak, processes] = [sum, tree.length];
      await delay(SAMPLE_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  void keepSampling();
  return {
    peakBytes: () => peak,
    processesAtPeak: () => processes,
    stop: () => ending.abort(),
  };
}

/** A process and its descendants, as /proc has them now. */
export function processTree(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = parentOf(Number(name));
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const walk = (pid: number): number[] => [pid, ...(children.get(pid) ?? []).flatMap(walk)];
  return walk(root);
}

/** proc(5): the fourth field, after a name that may hold spaces and brackets. */
function parentOf(pid: number): number | null {
  const stat = read(`/proc/${pid}/stat`);
  return stat === null ? null : Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}

/** 0 for a process that has gone. */
function residentBytes(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`) ?? '');
  return Number(line?.[1] ?? 0) * 1_024;
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
