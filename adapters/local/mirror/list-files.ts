import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PreauError } from '../../../core/errors.ts';
import { STORE } from './pointer.ts';

/** Folders within folders; no build writes as many. Chosen. */
const MAX_DEPTH = 64;

/**
 * The files under a folder, as addresses in NFC; not those of a mirror's store.
 *
 * A folder deeper than any build writes is not walked into, and is listed as if it were a file.
 *
 * @throws PreauError `mirror-unverified` for what cannot be read
 */
export async function listFiles(root: string, under = ''): Promise<readonly string[]> {
  const entries = await readdir(join(root, under), { withFileTypes: true }).catch(
    (error: unknown) => {
      throw new PreauError('mirror-unverified', `could not read ${join(root, under)}`, {
        cause: error,
        said: {
          key: 'release.unread',
          values: {
            folder: join(root, under),
            why: error instanceof Error ? error.message : String(error),
          },
        },
      });
    },
  );
  const lists = await Promise.all(
    entries
      .filter(({ name }) => under !== '' || name !== STORE)
      .map(async (entry) => {
        const path = `${under}/${entry.name}`;
        const isFolder = entry.isDirectory() && under.split('/').length < MAX_DEPTH;
        return isFolder ? listFiles(root, path) : [path.normalize('NFC')];
      }),
  );
  return lists.flat();
}
