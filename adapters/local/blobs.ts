import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Blobs } from '../../app/ports.ts';
import { hashOf } from './hash.ts';

/** Bytes in a folder, each file named for its own hash, two levels so that no folder grows huge. */
export function createFolderBlobs(folder: string): Blobs {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash);
  return {
    put: async (bytes) => {
      const hash = hashOf(bytes);
      const path = pathOf(hash);
      await mkdir(join(folder, hash.slice(0, 2)), { recursive: true });
      const draft = `${path}.${process.pid}`;
      await writeFile(draft, bytes);
      await rename(draft, path);
      return hash;
    },
    get: (hash) => readFile(pathOf(hash)).catch(() => null),
  };
}
