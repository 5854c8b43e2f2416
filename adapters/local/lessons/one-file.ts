import { basename } from 'node:path';
import type { LessonSource } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import { readFileBounded } from '../read-file-bounded.ts';
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
    read: () => readFileBounded(path, maxLessonBytes(name, SOURCE_LIMITS), 'followed'),
  };
}
