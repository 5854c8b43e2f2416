import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PreauError } from '../../core/errors.ts';

export interface FolderLock {
  release(): void;
}

/**
 * Hold a folder for this process.
 *
 * The lock is a file with the holder's process number and start time, put in place by a hard link,
 * which fails where one stands. A lock whose process is gone, as after `kill -9`, is taken over.
 *
 * @throws PreauError `data-folder-in-use`
 */
export function lockFolder(folder: string): FolderLock {
  const lock = join(folder, 'lock');
  const draft = join(folder, `lock.${process.pid}`);
  const mine = `${process.pid} ${startOf(process.pid)}\n`;
  writeFileSync(draft, mine);
  try {
    if (!tryLink(draft, lock)) {
      refuseLiving(lock, folder);
      unlinkSync(lock);
      if (!tryLink(draft, lock)) refuseLiving(lock, folder);
    }
  } finally {
    unlinkSync(draft);
  }
  return {
    release: () => {
      if (readText(lock) === mine) unlinkSync(lock);
    },
  };
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function refuseLiving(lock: string, folder: string): void {
  const [pid = '', start = ''] = readText(lock).trim().split(' ');
  const holder = Number(pid);
  if (!Number.isInteger(holder) || holder <= 0 || !isAlive(holder)) return;
  if (start !== startOf(holder)) return;
  throw new PreauError(
    'data-folder-in-use',
    `expected to be the only Préau on ${folder}, got process ${holder}, which holds it; stop it, or choose another folder with --data`,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Tells a process from a later one with the same number, where the system says; else nothing. */
function startOf(pid: number): string {
  const stat = readText(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
