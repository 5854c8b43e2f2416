import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { LessonSource } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import { maxLessonBytes, SOURCE_LIMITS } from './lesson-limits.ts';

/**
 * One document as a source: a page, a hand-out.
 *
 * @throws PreauError `mirror-source-unreadable` by `list`, for a name that cannot be an address
 */
export function oneFileSource(path: string, sizeBytes: number): LessonSource {
  const name = basename(path);
  return {
    sets: async () => [{ folder: '/', aliases: {}, exclude: [] }],
    list: async () => {
      const place = lessonPath(name);
      if (place.kind === 'path')
        return { files: [{ name, path: place.path, sizeBytes }], leftOut: [] };
      throw new PreauError(
        'mirror-source-unreadable',
        `expected a file name that can be an address, got ${name} (${place.reason}); rename it`,
      );
    },
    read: () => readBounded(path, maxLessonBytes(name, SOURCE_LIMITS)),
  };
}

async function readBounded(path: string, max: number): Promise<Uint8Array | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    if (size > max) return null;
    const bytes = Buffer.alloc(size);
    const { bytesRead } = await file.read(bytes, 0, size, 0);
    return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
