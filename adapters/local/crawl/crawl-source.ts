import type { LessonSource } from '../../../app/mirror/ports.ts';
import type { CrawlReport, CrawlRequest } from './crawl-request.ts';
import { crawlSite } from './crawl-site.ts';
import { crawledSource } from './crawled-source.ts';

/** A web site as lessons, with what the crawl that fetched it says of itself. */
export interface CrawlSource extends LessonSource {
  /** A crawl that stopped has left out what it did not reach; the next one goes on. */
  readonly report: CrawlReport;
}

/**
 * Crawl a web site, then offer what its store holds as lessons.
 *
 * A crawl that had to stop still gives what is there: the copies of the round before, and what is
 * new. It says so in `report` and in what it lists as left out.
 *
 * @throws PreauError as `crawlSite`; listing a store without one page throws
 *   `mirror-source-unreadable`
 */
export async function crawlSource(request: CrawlRequest): Promise<CrawlSource> {
  const report = await crawlSite(request);
  const source = crawledSource(request.folder, request.about, request.session?.accountNames);
  const { ended } = report;
  if (ended.kind === 'complete') return { ...source, report };
  const stopped = { name: request.start[0] ?? '', reason: 'crawl-stopped' };
  return {
    ...source,
    report,
    list: async () => {
      const { files, leftOut } = await source.list();
      return { files, leftOut: [stopped, ...leftOut] };
    },
  };
}
