import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../../app/ports.ts';
import { hashOf } from './hash.ts';

const HASH = /^[0-9a-f]{64}$/;

/**
 * Bytes in a folder, each file named for its own hash, two levels so that no folder grows huge.
 *
 * A file is there whole or not at all, also after a power cut; one whose bytes are no longer those
 * of its name is taken for absent.
 */
export function createFolderBlobs(folder: string): Blobs {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    put: async (bytes) => {
      const hash = hashOf(bytes);
      const path = pathOf(hash);
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true });
      const draft = `${path}.${randomUUID()}`;
      const file = await open(draft, 'wx', 0o600);
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(draft, path);
      return hash;
    },
    get: async (hash) => {
      if (!HASH.test(hash)) return null;
      const bytes = await readFile(pathOf(hash)).catch(absent);
      return bytes !== null && hashOf(bytes) === hash ? bytes : null;
    },
  };
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
