import { join } from 'node:path';
import { PreauError } from '../../../core/errors.ts';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { LessonFile, LessonSet, LessonSource } from '../../../app/mirror/ports.ts';
import { absoluteLinks } from './absolute-links.ts';
import { openCrawlTables } from './crawl-tables.ts';
import { listCrawl, type CrawlListing } from './list-crawl.ts';
import { readObject } from './object-pool.ts';

/**
 * What a crawl has fetched, as lessons. It reads the store alone: the site is not asked.
 *
 * @param about what the owner says of these lessons
 */
export function crawledSource(
  folder: string,
  about: Pick<LessonSet, 'title' | 'licence' | 'attribution' | 'rights'> = {},
): LessonSource {
  let listing: CrawlListing | null = null;
  const listed = (): CrawlListing => (listing ??= readListing(folder));
  return {
    sets: async () => {
      const { aliases, hosts } = listed();
      return [{ ...about, folder: '/', aliases, hosts, exclude: [] }];
    },
    list: async () => ({ files: listed().files, leftOut: listed().leftOut }),
    read: async (file: LessonFile) => {
      const content = listed().contents.get(file.name);
      const bytes = content === undefined ? null : readObject(join(folder, 'objects'), content.sha);
      if (bytes === null || content?.base === undefined || content.base === null) return bytes;
      const text = decodeText(bytes, content.charset ?? undefined);
      return new TextEncoder().encode(absoluteLinks(text, content.base));
    },
    close: async () => {
      listing = null;
    },
  };
}

function readListing(folder: string): CrawlListing {
  const database = openCrawlTables(folder);
  try {
    const listing = listCrawl(database);
    if (listing.files.length > 0) return listing;
    const [first] = listing.leftOut;
    throw new PreauError(
      'mirror-source-unreadable',
      `expected at least one page in what was crawled into ${folder}, got none${first === undefined ? '' : ` (${first.name}: ${first.reason})`}; look at the start address, the scope and the session`,
    );
  } finally {
    database.close();
  }
}
