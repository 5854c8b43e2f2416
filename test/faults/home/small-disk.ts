import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own, to be filled and broken. */
export interface SmallDisk {
  /** Take all the room that is left. */
  fill(): void;
  /** Give it back. */
  free(): void;
  /** What a file system does when its disk fails: from now on it can only be read. It stays so. */
  fail(): void;
  /** Mount it again, as after a repair. Nobody may use it any more. */
  repair(): void;
  remove(): void;
}

/** Room for the databases of a small home and some minutes of it. Chosen. */
const SIZE_MIB = 24;
const CHUNK = Buffer.alloc(65_536);

/**
 * Mount an ext4 of 24 MiB on a folder, which is made; needs root, `mkfs.ext4` and loop devices.
 *
 * @returns null where this machine does not let us
 */
export function smallDisk(folder: string): SmallDisk | null {
  const home = mkdtempSync(join(tmpdir(), 'preau-disk-'));
  const image = join(home, 'image');
  const mount = (): void => run('mount', '-o', 'loop', image, folder);
  try {
    mkdirSync(folder, { recursive: true });
    run('truncate', '-s', `${SIZE_MIB}M`, image);
    run('mkfs.ext4', '-q', image);
    mount();
  } catch {
    rmSync(home, { recursive: true, force: true });
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    fill: () => fillUp(filler),
    free: () => rmSync(filler, { force: true }),
    fail: () => run('mount', '-o', 'remount,abort', folder),
    repair: () => {
      run('umount', folder);
      mount();
    },
    remove: () => {
      run('umount', '-l', folder);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** To the last byte: by large steps, then by single ones. */
function fillUp(path: string): void {
  const file = openSync(path, 'a');
  for (const size of [CHUNK.length, 4_096, 1]) {
    try {
      for (;;) writeSync(file, CHUNK, 0, size);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
  closeSync(file);
}

function run(command: string, ...words: readonly string[]): void {
  execFileSync(command, words, { stdio: 'pipe' });
}
