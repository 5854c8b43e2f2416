import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { PreauError } from '../../../core/errors.ts';
import { decodeText } from '../../../app/mirror/decode-text.ts';
import type { LessonFile, LessonSet, LessonSource } from '../../../app/mirror/ports.ts';
import { treatmentOf } from '../../../app/mirror/file-types.ts';
import { absoluteLinks } from './absolute-links.ts';
import { openCrawlTables } from './crawl-tables.ts';
import { listCrawl, type CrawlListing } from './list-crawl.ts';
import { readObject } from './object-pool.ts';
import { pageStatements } from './page-statements.ts';
import { withoutAccount } from './without-account.ts';

/**
 * What a crawl has fetched, as lessons. It reads the store alone: the site is not asked.
 *
 * @param about what the owner says of these lessons
 * @param accountNames see {@link withoutAccount}
 */
export function crawledSource(
  folder: string,
  about: Pick<LessonSet, 'title' | 'licence' | 'attribution' | 'rights'> = {},
  accountNames: readonly string[] = [],
): LessonSource {
  let listing: Promise<CrawlListing> | null = null;
  const list = async (): Promise<CrawlListing> => {
    const all = readListing(folder);
    return withoutAccount(all, accountNames, (file) => readContent(folder, all, file));
  };
  const listed = (): Promise<CrawlListing> => (listing ??= list());
  return {
    sets: async () => {
      const { aliases, hosts } = await listed();
      return [{ ...about, folder: '/', aliases, hosts, exclude: [] }];
    },
    list: async () => {
      const { files, leftOut } = await listed();
      return { files, leftOut };
    },
    read: async (file) => readContent(folder, await listed(), file),
    close: async () => {
      listing = null;
    },
  };
}

/** What the pages of a site state in their heads holds them back until their owner decides, as anywhere. */
function withPageRights(all: CrawlListing, folder: string, database: DatabaseSync): CrawlListing {
  const isPage = ({ name }: LessonFile): boolean => treatmentOf(name).kind === 'html';
  const pages = all.files.filter(isPage).flatMap((file) => {
    const sha = all.contents.get(file.name)?.sha;
    return sha === undefined ? [] : [{ file, sha }];
  });
  const stated = pageStatements(
    database,
    pages.map(({ file: { charset }, sha }) => ({
      sha,
      charset,
      read: () => readObject(join(folder, 'objects'), sha),
    })),
  );
  const rightsOf = new Map(pages.map(({ file }, index) => [file, stated[index]]));
  const files = all.files.map((file) => {
    const rights = rightsOf.get(file);
    return rights === undefined ? file : { ...file, rights };
  });
  return { ...all, files };
}

function readContent(
  folder: string,
  { contents }: CrawlListing,
  { name }: LessonFile,
): Uint8Array | null {
  const content = contents.get(name);
  const bytes = content === undefined ? null : readObject(join(folder, 'objects'), content.sha);
  if (bytes === null || content?.base === undefined || content.base === null) return bytes;
  const text = decodeText(bytes, content.charset ?? undefined);
  return new TextEncoder().encode(absoluteLinks(text, content.base));
}

function readListing(folder: string): CrawlListing {
  const database = openCrawlTables(folder);
  try {
    const listing = listCrawl(database);
    if (listing.files.length > 0) return withPageRights(listing, folder, database);
    const [first] = listing.leftOut;
    throw new PreauError(
      'mirror-source-unreadable',
      `expected at least one page in what was crawled into ${folder}, got none${first === undefined ? '' : ` (${first.name}: ${first.reason})`}; look at the start address, the scope and the session`,
      {
        said: {
          key: 'visit.nothing',
          values: { folder, first: first === undefined ? '–' : `${first.name}: ${first.reason}` },
        },
      },
    );
  } finally {
    database.close();
  }
}
