import { rmSync } from 'node:fs';

/** What a bench must not leave behind: processes, and the folders they write to. */
export interface Leftovers {
  readonly pids: Set<number>;
  readonly folders: Set<string>;
  /** Kill and remove all that is left, at once. */
  clear(): void;
}

/**
 * Remember what a bench starts, so that Ctrl-C leaves nothing behind either.
 *
 * @returns the book, and how to stop listening for signals
 */
export function keepLeftovers(): { readonly leftovers: Leftovers; readonly forget: () => void } {
  const pids = new Set<number>();
  const folders = new Set<string>();
  const clear = (): void => {
    for (const pid of pids) killQuietly(pid);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  };
  const onSignal = (): void => {
    clear();
    // 128 and the number of SIGINT: what a shell expects of an interrupted program.
    process.exit(130);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.once(signal, onSignal);
  return {
    leftovers: { pids, folders, clear },
    forget: () => {
      for (const signal of signals) process.removeListener(signal, onSignal);
    },
  };
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
