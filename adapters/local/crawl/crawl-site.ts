import type { CrawlReport, CrawlRequest } from './crawl-request.ts';
import { closeRound } from './crawl-round.ts';
import { progressOf, reportOf } from './crawl-report.ts';
import { logIn } from './log-in.ts';
import { fileAsker, makeDesk } from './make-desk.ts';
import { type OpenCrawl, withCrawl } from './open-crawl.ts';
import { runCrawl } from './run-crawl.ts';
import { seed } from './seed.ts';

/**
 * Fetch a site into its store, or go on where the last run stopped: killed at any instant, nothing
 * that was answered is asked again.
 *
 * The origin comes first. It is asked as its robots.txt and the owner want, less where it slows
 * down, and not at all once it is unwell; then the report says why, and the next run goes on.
 *
 * @throws PreauError `argument-invalid` for a start that is none; `mirror-source-unreadable` when
 *   the log-in is refused or the host is off limits; `data-folder-in-use`, `data-folder-newer` and
 *   `store-unavailable` as the disk has it
 */
export const crawlSite = (request: CrawlRequest): Promise<CrawlReport> => withCrawl(request, crawl);

async function crawl(opened: OpenCrawl): Promise<CrawlReport> {
  const { request, settings, database, fetcher } = opened;
  const startedAt = request.clock.now();
  const ask = fileAsker(opened);
  if (request.session?.login !== undefined) {
    const { origins, userAgent } = settings;
    const spillPath = ask.temporaryPath();
    await logIn(fetcher, request.session.login, { origins, userAgent, spillPath });
  }
  const desk = await makeDesk(opened, ask);
  if (desk.resumed > 0) request.onResume?.(desk.resumed);
  if (desk.stop === null) await seed(desk, ask);
  const isComplete = await runCrawl(desk, startedAt, progressOf(desk, startedAt));
  const notMet = isComplete ? closeRound(database, desk.frontier.round) : 0;
  if (isComplete) desk.pool.sweep((sha) => desk.results.isNeeded(sha));
  return reportOf(desk, startedAt, notMet + desk.tally.gone);
}
