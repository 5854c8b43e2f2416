import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../core/errors.ts';
import { directoryPath, type LocalDirectory, openDirectory } from './directory.ts';

/**
 * Open a directory to try things on: a copy of it, which is gone once it is closed. The directory's
 * own file is read and nothing else, not even brought to this version.
 *
 * @param path a directory's own file
 * @throws PreauError `data-folder-newer`, `store-unavailable`
 */
export function openDirectoryToTry(path: string): LocalDirectory {
  // Only its owner may read it, as the directory itself.
  const folder = mkdtempSync(join(tmpdir(), 'preau-directory-'));
  const drop = () => rmSync(folder, { recursive: true, force: true });
  try {
    const copy = directoryPath(folder);
    copyWhole(path, copy);
    const directory = openDirectory(copy, path);
    return {
      ...directory,
      close: () => {
        directory.close();
        drop();
      },
    };
  } catch (error) {
    drop();
    throw error;
  }
}

function copyWhole(from: string, to: string): void {
  let database: DatabaseSync | null = null;
  try {
    // Nothing is written; but opened read-only SQLite would leave its log and shared memory behind.
    database = new DatabaseSync(from, { timeout: 5_000 });
    database.prepare('VACUUM INTO ?').run(to);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PreauError(
      'store-unavailable',
      `${from}: expected to copy the directory's database, got: ${why}. Check the folder's rights and free space; a damaged file can be moved away and the schools imported again.`,
      { cause, said: { key: 'directory.closed', values: { path: from, why } } },
    );
  } finally {
    database?.close();
  }
}
