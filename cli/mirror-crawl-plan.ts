import { siteRequest } from '../adapters/local/crawl/open-site.ts';
import { type CrawlPlan, planCrawl } from '../adapters/local/crawl/plan-crawl.ts';
import { crawlFolder } from '../adapters/local/mirror/build.ts';
import { PreauError } from '../core/errors.ts';
import { isWebAddress } from '../core/mirror/web-address.ts';
import { durationText } from './duration-text.ts';
import { EXIT } from './errors-exit-codes.ts';
import type { CliIo } from './frame-io.ts';
import { readSiteOptions, type TypedSiteOptions } from './mirror-site-options.ts';
import { createOutput } from './output.ts';

export interface CrawlPlanOptions extends TypedSiteOptions {
  readonly source: string;
  readonly out: string;
  readonly json?: boolean | undefined;
}

/**
 * `preau mirror build --dry-run`: what the visit of a site would ask, after its robots.txt and sitemaps
 * alone were read. Nothing is written.
 *
 * @returns the exit code: 1 when nothing would be asked
 * @throws PreauError `argument-invalid` for lessons that are no web site; as `planCrawl`
 */
export async function mirrorCrawlPlan(options: CrawlPlanOptions, io: CliIo): Promise<number> {
  const { source, out: folder, json } = options;
  if (!isWebAddress(source)) {
    throw new PreauError(
      'argument-invalid',
      `--dry-run: expected the address of a web site, got ${source.slice(0, 200)}; a build from a folder asks nothing of anybody`,
      { said: { key: 'mirror.dryRun', values: { source: source.slice(0, 200) } } },
    );
  }
  const { language, env: environment } = io;
  const site = { ...readSiteOptions(options), folder: crawlFolder(folder), language, environment };
  const plan = await planCrawl(await siteRequest(source, site, false));
  const out = createOutput(io);
  if (json === true) out.json(plan);
  else for (const line of planLines(plan, io)) out.line(line);
  return plan.requests > 0 ? EXIT.ok : EXIT.refused;
}

function planLines(plan: CrawlPlan, io: CliIo): readonly string[] {
  const say = (key: string, values = {}) => io.words(`mirror.crawl.plan.${key}`, values);
  const { hosts, robots, firstPages, refused, known, requests, connections, perSecond } = plan;
  const rate = perSecond === null ? '' : say('rate', { rate: perSecond });
  return [
    say('hosts', { hosts: hosts.join(', ') }),
    say(`robots.${robots}`),
    say('first', { count: firstPages }),
    ...Object.entries(refused).map(
      ([reason, count]) => `  ${count} : ${io.words(`mirror.leftOut.${reason}`)}`,
    ),
    known === null ? say('never') : say('known', known),
    say('cost', { requests, connections, rate, time: durationText(plan.leastMs) }),
  ];
}
