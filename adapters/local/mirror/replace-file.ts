import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { atStore } from './at-store.ts';
import { temporaryName } from './temporary-name.ts';

/**
 * Put a file in its place in one step: whoever reads it sees the one before or this one, whole.
 *
 * @param temporary a folder on the same disk, where nobody looks
 * @throws PreauError `store-unavailable`
 */
export async function replaceFile(
  temporary: string,
  to: string,
  make: (fresh: string) => Promise<void>,
): Promise<void> {
  const fresh = join(temporary, temporaryName('file'));
  try {
    await atStore(to, async () => {
      await make(fresh);
      await rename(fresh, to);
    });
  } finally {
    // A rename of two names of one file leaves both.
    await rm(fresh, { force: true });
  }
}
