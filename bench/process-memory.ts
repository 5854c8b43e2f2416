import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** Twice a second: a rehearsal's memory grows by the second, not by the millisecond. */
const SAMPLE_MS = 500;

/** The peak memory of a process and all that it started. */
export interface MemoryWatch {
  /** The largest sum of resident sets seen, in bytes; pages that processes share count for each. */
  readonly peakBytes: () => number;
  /** The same with each shared page counted once in all: what the machine must really have. */
  readonly peakProportionalBytes: () => number;
  /** Resident bytes of each process at the peak, largest first, named by the file that it runs. */
  readonly shares: () => readonly { readonly name: string; readonly bytes: number }[];
  stop(): void;
}

/** Sample /proc until stopped; Linux only. */
export function watchMemory(root: number): MemoryWatch {
  let [peak, proportional] = [0, 0];
  let shares: { readonly name: string; readonly bytes: number }[] = [];
  const ending = new AbortController();
  const keepSampling = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const tree = processTree(root).map((pid) => ({
        name: nameOf(pid),
        bytes: residentBytes(pid),
      }));
      const sum = tree.reduce((total, { bytes }) => total + bytes, 0);
      // Telling shared pages apart makes the kernel walk them all: only where it may matter.
      if (sum > peak * 0.95) proportional = Math.max(proportional, proportionalBytes(root));
      if (sum > peak) [peak, shares] = [sum, tree.toSorted((a, b) => b.bytes - a.bytes)];
      await delay(SAMPLE_MS, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  };
  void keepSampling();
  return {
    peakBytes: () => peak,
    peakProportionalBytes: () => proportional,
    shares: () => shares,
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

function proportionalBytes(root: number): number {
  return processTree(root).reduce((total, pid) => {
    const line = /^Pss:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/smaps_rollup`) ?? '');
    return total + Number(line?.[1] ?? 0) * 1_024;
  }, 0);
}

/** The script of a Node process, else its command. */
function nameOf(pid: number): string {
  const words = (read(`/proc/${pid}/cmdline`) ?? '').split('\0');
  return basename(words.find((word) => /\.[jt]s$/.test(word)) ?? words[0] ?? '');
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
