import type { BuildReport } from '../app/mirror/build-report.ts';
import type { CrawlReport } from '../adapters/local/crawl/crawl-request.ts';
import { crawlWarnings } from './crawl-lines.ts';
import type { CliIo } from './frame-io.ts';
import { buildWarnings } from './mirror-build-warnings.ts';

/** The report of a build for programs: see docs/mirrors.md. Reasons are keys, `why` says them. */
export function reportJson(
  { manifest, ...report }: BuildReport,
  crawl: CrawlReport | null,
  io: CliIo,
): unknown {
  const { files: _files, aliases, ...named } = manifest;
  return {
    ...named,
    aliases: Object.keys(aliases).length,
    ...report,
    leftOut: report.leftOut.map(({ name, reason }) => ({
      path: name,
      reason,
      why: io.words(`mirror.leftOut.${reason}`),
    })),
    ...(crawl && { crawl }),
    warnings: [
      ...buildWarnings({ manifest, ...report }, io.words),
      ...(crawl ? crawlWarnings(crawl, io) : []),
    ],
  };
}
