import { readFileSync } from 'node:fs';

/** Where the limits cannot be read: below the soft limit of 1,024 that is usual. Chosen. */
const UNKNOWN_PLACES = 1_000;
/** Half is for what is kept: DNS by TCP, kept connections, files. Chosen. */
const PART = 1 / 2;

/**
 * New connections that checks may have at the same time: a part of the files that this process may have
 * open, so that looking never takes the name server its own.
 *
 * @returns 1 at least
 * @see https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html
 */
export function probePlaces(): number {
  const soft = Number(/^Max open files\s+(\d+)/m.exec(readLimits())?.[1]);
  return Number.isFinite(soft) ? Math.max(1, Math.floor(soft * PART)) : UNKNOWN_PLACES;
}

function readLimits(): string {
  try {
    return readFileSync('/proc/self/limits', 'utf8');
  } catch {
    return '';
  }
}
