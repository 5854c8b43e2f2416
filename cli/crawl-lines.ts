import type { CrawlReport } from '../adapters/local/crawl/crawl-request.ts';
import { readableSize } from '../app/mirror/readable-size.ts';
import { durationText } from './duration-text.ts';
import type { CliIo } from './frame-io.ts';

/** What a visit of a site did, for people. */
export function crawlLines(report: CrawlReport, io: CliIo): readonly string[] {
  const say = (key: string, values = {}) => io.words(`mirror.crawl.${key}`, values);
  const { bytes, elapsedMs, resumed, rendered } = report;
  const size = readableSize(bytes, io.language);
  return [
    say('done', { ...report, size, time: durationText(elapsedMs) }),
    ...(resumed > 0 ? [say('resumed', { count: resumed })] : []),
    ...(rendered > 0 ? [say('rendered', { count: rendered })] : []),
  ];
}

/** What somebody should look at, a sentence each. */
export function crawlWarnings(report: CrawlReport, io: CliIo): readonly string[] {
  const say = (key: string, values = {}) => io.words(`mirror.crawl.${key}`, values);
  const { ended, waiting, keptOld, needScript, noBrowser, robotsGrant, accountUnnamed } = report;
  const scripts =
    noBrowser === null
      ? say('stayedEmpty', { count: needScript })
      : say('noBrowser', { count: needScript, why: noBrowser });
  return [
    ...(robotsGrant === null ? [] : [say('robotsGranted', { ...robotsGrant })]),
    ...(accountUnnamed ? [say('accountUnnamed')] : []),
    ...(ended.kind === 'stopped' ? [say('timeUsedUp', { waiting })] : []),
    ...(keptOld > 0 ? [say('keptOld', { count: keptOld })] : []),
    ...(needScript > 0 ? [scripts] : []),
  ];
}
