import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { median } from '../figure.ts';
import { freePort } from '../shelter/free-port.ts';
import type { Leftovers } from '../shelter/leftovers.ts';
import { type MeasuredRun, measureRun } from './measure-run.ts';
import { type OriginCost, originCost } from './origin/access-log.ts';
import { type Origin, serveSite } from './origin/origin.ts';
import type { Plan } from './plan.ts';
import type { LessonSite } from './site/write-site.ts';
import { apt } from './tools/apt.ts';
import { httrack } from './tools/httrack.ts';
import { preau } from './tools/preau.ts';
import type { CrawlTool } from './tools/tool.ts';
import { websiteScraper } from './tools/website-scraper.ts';
import { wget, wget2 } from './tools/wget.ts';

/** One tool's first crawls on loopback; the last one's output is still there. */
export interface FirstCrawl {
  readonly tool: CrawlTool;
  readonly version: string;
  readonly out: string;
  readonly root: string;
  /** The one of the middle by its time. */
  readonly run: MeasuredRun;
  readonly runs: number;
  readonly peakMiB: number;
  readonly origin: OriginCost;
}

/** What phases share: the site, and what each tool made of it. Made when first asked for. */
export interface Stage {
  readonly plan: Plan;
  readonly folder: string;
  readonly leftovers: Leftovers;
  readonly say: (progress: string) => void;
  readonly tools: readonly CrawlTool[];
  /** False, having said so, without nginx: nothing can be crawled then. */
  hasNginx(): Promise<boolean>;
  site(): Promise<LessonSite>;
  /** @returns null for a tool that is not here, or that failed, which was said */
  crawled(tool: CrawlTool): Promise<FirstCrawl | null>;
  /** All tools that are here, one after the other. */
  allCrawled(): Promise<readonly FirstCrawl[]>;
  /** Serve the site for as long as `use` runs. */
  served<T>(roundTripMs: number, use: (origin: Origin) => Promise<T>): Promise<T>;
}

/** No tool may take longer for a site of this size; website-scraper has taken 207 s. Chosen. */
export const TOOL_MAX_MS = 300_000;

/** Too slow to be run again: half a minute and a whole one. */
const isSlow = (tool: CrawlTool): boolean => !['wget', 'wget2', preau.name].includes(tool.name);

export function openStage(
  plan: Plan,
  folder: string,
  leftovers: Leftovers,
  say: (progress: string) => void,
): Stage {
  let site: Promise<LessonSite> | null = null;
  const crawls = new Map<CrawlTool, Promise<FirstCrawl | null>>();
  const stage: Stage = {
    plan,
    folder,
    leftovers,
    say,
    tools: [wget, wget2, httrack, websiteScraper(join(folder, 'website-scraper')), preau],
    hasNginx: () => apt('nginx', 'nginx-light', say),
    site: () => (site ??= writeOwnSite(stage)),
    crawled: (tool) => {
      const known = crawls.get(tool) ?? crawlRuns(stage, tool);
      crawls.set(tool, known);
      return known;
    },
    allCrawled: async () => {
      const found: FirstCrawl[] = [];
      for (const tool of stage.tools) {
        const crawl = await stage.crawled(tool);
        if (crawl !== null) found.push(crawl);
      }
      return found;
    },
    served: async (roundTripMs, use) => {
      const origin = await serveSite(await stage.site(), roundTripMs, folder, leftovers);
      try {
        return await use(origin);
      } finally {
        await origin.stop();
      }
    },
  };
  return stage;
}

async function writeOwnSite({ plan, folder, say }: Stage): Promise<LessonSite> {
  say(`writing a site of ${plan.lessons} lessons`);
  // sharp takes a moment to load, which `npm run bench -- NAME` of another bench need not wait for.
  const { writeSite } = await import('./site/write-site.ts');
  const origin = `http://127.0.0.1:${await freePort()}`;
  const { lessons } = plan;
  return writeSite({ folder: join(folder, 'site'), lessons, origin, pictures: 'full' });
}

async function crawlRuns(stage: Stage, tool: CrawlTool): Promise<FirstCrawl | null> {
  const { plan, folder, say } = stage;
  const version = await tool.version(say);
  if (version === null) return null;
  const runs = isSlow(tool) ? 1 : plan.runs;
  const out = join(folder, 'out', tool.name);
  const done: { readonly run: MeasuredRun; readonly origin: OriginCost }[] = [];
  await stage.served(0, async (origin) => {
    for (let turn = 1; turn <= runs; turn += 1) {
      say(`crawl: ${tool.name}, loopback, ${turn} of ${runs}`);
      await rm(out, { recursive: true, force: true });
      await origin.forget();
      const run = await runTool(stage, tool, tool.crawl(origin.url, out));
      if (run !== null) done.push({ run, origin: originCost(await origin.asked()) });
    }
  });
  const wallSec = median(done.map(({ run }) => run.wallSec));
  const middle = done.find(({ run }) => run.wallSec === wallSec);
  if (middle === undefined) return null;
  const { host } = new URL((await stage.site()).origin);
  const peakMiB = Math.max(...done.map(({ run }) => run.peakMiB));
  return {
    tool,
    version,
    out,
    root: tool.rootOf(out, host),
    ...middle,
    runs: done.length,
    peakMiB,
  };
}

/** @returns null, having said why, for a run that did not end well */
export async function runTool(
  { leftovers, say }: Stage,
  tool: CrawlTool,
  command: ReturnType<CrawlTool['crawl']>,
  limits = { maxMs: TOOL_MAX_MS },
): Promise<MeasuredRun | null> {
  const run = await measureRun(command, limits, leftovers);
  if (run.exitCode !== null && tool.goodCodes.includes(run.exitCode)) return run;
  const how =
    run.ending === 'itself' ? `with code ${run.exitCode}` : `by its limit of ${run.ending}`;
  say(`${tool.name} ended ${how}: ${run.errors.trim().slice(-500)}`);
  return null;
}
