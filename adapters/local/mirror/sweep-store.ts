import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isLeftBehind } from './temporary-name.ts';

/**
 * Take away what killed processes left half written in a mirror's store.
 *
 * @param now by the clock of the disk itself, as times of its files are; epoch milliseconds
 */
export async function sweepStore(store: string, now: number): Promise<void> {
  for (const name of await readdir(store)) {
    const found = await lstat(join(store, name)).catch(() => null);
    if (found === null) continue;
    if (!isLeftBehind(name, now - found.mtimeMs)) continue;
    await rm(join(store, name), { recursive: true, force: true });
  }
}
