import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PreauError } from '../../core/errors.ts';
import { type FolderLock, lockFolder } from './lock-folder.ts';

/** The layout of the data folder that this version writes. Raised when an older one cannot be read. */
const DATA_VERSION = 1;

/** Where one home keeps everything. One process at a time holds it. */
export interface DataFolder {
  readonly path: string;
  /** The path of a file or folder inside. */
  at(...parts: readonly string[]): string;
  /** Give it back. Also happens when the process ends in any way: the lock names a living process. */
  close(): void;
}

/**
 * Open a home's data folder, making it when it is missing, and hold it against a second process.
 *
 * @param folder absolute, or from the working folder: what it starts may have another, and finds it all the same
 * @throws PreauError `data-folder-newer` when a newer Préau wrote it: it is left untouched
 * @throws PreauError `data-folder-in-use` when another living process holds it
 * @throws PreauError `store-unavailable` when it cannot be made or written
 */
export function openDataFolder(folder: string): DataFolder {
  const path = resolve(folder);
  const stamp = join(path, 'preau.json');
  refuseNewer(path, stamp);
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    const lock: FolderLock = lockFolder(path);
    writeFileSync(stamp, `${JSON.stringify({ dataVersion: DATA_VERSION })}\n`);
    return { path, at: (...parts) => join(path, ...parts), close: () => lock.release() };
  } catch (error) {
    if (error instanceof PreauError) throw error;
    throw new PreauError(
      'store-unavailable',
      `expected a data folder that can be written in ${path}, got: ${String(error)}; check what is there, its owner and the room on the disk, or choose another folder with --data`,
      {
        cause: error,
        said: { key: 'home.notWritable', values: { folder: path, why: String(error) } },
      },
    );
  }
}

function refuseNewer(path: string, stamp: string): void {
  const found = readVersion(stamp);
  if (found === null || found <= DATA_VERSION) return;
  throw new PreauError(
    'data-folder-newer',
    `expected a data folder of version ${DATA_VERSION} or older in ${path}, got version ${found}, written by a newer Préau; nothing was touched: update Préau, or choose another folder with --data`,
    { said: { key: 'home.newer', values: { folder: path, found, most: DATA_VERSION } } },
  );
}

/** Null for a folder that is new, or whose stamp was cut short by a crash: both start as ours. */
function readVersion(stamp: string): number | null {
  try {
    const read: unknown = JSON.parse(readFileSync(stamp, 'utf8'));
    const version = (read as { readonly dataVersion?: unknown } | null)?.dataVersion;
    return typeof version === 'number' ? version : null;
  } catch {
    return null;
  }
}
