import { basename } from 'node:path';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { LessonFile, LessonSource } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import { readFileBounded } from '../read-file-bounded.ts';
import { maxLessonBytes, SOURCE_LIMITS } from './lesson-limits.ts';
import { pageRights } from './package/page-rights.ts';

/**
 * One document as a source: a page, a hand-out.
 *
 * @throws PreauError `mirror-source-unreadable` by `list`, for a name that cannot be an address
 */
export function oneFileSource(path: string, sizeBytes: number): LessonSource {
  const name = basename(path);
  const read = () => readFileBounded(path, maxLessonBytes(name, SOURCE_LIMITS), 'followed');
  return {
    sets: async () => [{ folder: '/', aliases: {}, exclude: [] }],
    list: async () => {
      const place = lessonPath(name);
      if (place.kind === 'path') {
        const rights = HTML.test(name) ? await rightsIn(read) : undefined;
        const file = { name, path: place.path, sizeBytes, ...(rights && { rights }) };
        return { files: [file], leftOut: [] };
      }
      throw new PreauError(
        'mirror-source-unreadable',
        `expected a file name that can be an address, got ${name} (${place.reason}); rename it`,
        { said: { key: 'course.name', values: { name, why: place.reason } } },
      );
    },
    read,
  };
}

const HTML = /\.x?html?$/i;

async function rightsIn(read: () => Promise<Uint8Array | null>): Promise<LessonFile['rights']> {
  const bytes = await read();
  return bytes === null ? undefined : pageRights(decodeText(bytes));
}
