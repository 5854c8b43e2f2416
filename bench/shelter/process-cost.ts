import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

/** What a process cost over a while, all of its threads together. */
export interface ProcessCost {
  /** 1 = one core, all the time. */
  readonly cores: number;
  /** Resident set at the end. */
  readonly residentBytes: number;
}

/** sysconf(_SC_CLK_TCK) on every Linux that there is: USER_HZ, see time(7). */
const TICKS_PER_SECOND = 100;

/** Watch one process for `lastsMs`; Linux only. */
export async function measureCost(pid: number, lastsMs: number): Promise<ProcessCost> {
  const [from, before] = [performance.now(), ticksOf(pid)];
  await delay(lastsMs);
  const seconds = (performance.now() - from) / 1_000;
  return {
    cores: (ticksOf(pid) - before) / TICKS_PER_SECOND / seconds,
    residentBytes: residentBytesOf(pid),
  };
}

const ticksOf = (pid: number): number => processTicks(readFileSync(`/proc/${pid}/stat`, 'utf8'));

/**
 * User and system time of a line of /proc/<pid>/stat, in clock ticks: its 14th and 15th fields,
 * after a name that may hold spaces and brackets.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
export function processTicks(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11]) + Number(fields[12]);
}

function residentBytesOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line?.[1] ?? Number.NaN) * 1_024;
}
