import { dirname } from 'node:path';
import type { LessonSource } from '../../../app/mirror/ports.ts';
import type { ConfigLanguage } from '../../../config/read-config.ts';
import { PreauError } from '../../../core/errors.ts';
import { systemClock } from '../clock.ts';
import { openChromium } from './browser/open-chromium.ts';
import { crawlSource } from './crawl-source.ts';
import type { CrawlReport, CrawlRequest } from './crawl-request.ts';
import type { Pinned } from './reach.ts';
import { NO_RECIPE, readRecipeFile } from './read-recipe-file.ts';
import { recipeRequest } from './recipe-request.ts';

/** How a web site is fetched when it is named where a folder or a package could be. */
export interface SiteOptions extends Pick<CrawlRequest, 'onProgress' | 'onResume' | 'signal'> {
  /** Where what is fetched is kept, for the next time and after a kill. */
  readonly folder: string;
  /** How its owner wants it visited. @default all of its host, politely */
  readonly recipeFile?: string | undefined;
  /** Of the words about a recipe that is wrong. */
  readonly language: ConfigLanguage;
  /** Where secrets may be, and which browser is to be used. */
  readonly environment: { readonly [name: string]: string | undefined };
  /** Requests at once, instead of the recipe's. */
  readonly connections?: number | undefined;
  /** Instead of the recipe's `addresses`. */
  readonly pinned?: Pinned | undefined;
  /** A site on this machine, for rehearsals and tests. @default false */
  readonly allowLoopback?: boolean | undefined;
  /** Called once the crawl has ended well enough for a mirror to be built. */
  readonly onReport?: ((report: CrawlReport) => void) | undefined;
}

/**
 * Fetch a web site, and offer it as lessons.
 *
 * A crawl that had to stop gives no lessons: the mirror that stands is better than half a new one, and
 * the next time goes on. One whose own time was used up gives what is there.
 *
 * @throws PreauError as `crawlSite`, {@link readRecipeFile} and `readCrawlSession`; `crawl-paused`;
 *   `crawl-stopped`, with why
 */
export async function openSite(url: string, options: SiteOptions): Promise<LessonSource> {
  const source = await crawlSource(await siteRequest(url, options, true));
  const { ended } = source.report;
  if (ended.kind === 'stopped' && ended.why !== 'time-used-up') {
    await source.close?.();
    throw stopped(url, source.report, ended);
  }
  options.onReport?.(source.report);
  return source;
}

/** The whole of a crawl, as the recipe and the one who asks for it want it. */
export async function siteRequest(
  url: string,
  options: SiteOptions,
  withSession: boolean,
): Promise<CrawlRequest> {
  const { recipeFile, language, environment, connections } = options;
  const recipe = recipeFile === undefined ? NO_RECIPE : await readRecipeFile(recipeFile, language);
  const places = { folder: dirname(recipeFile ?? '.'), environment };
  const asked = recipeRequest(recipe, url, places, withSession);
  const { folder, onProgress, onResume, signal, allowLoopback = false, pinned } = options;
  return {
    ...asked,
    folder,
    politeness: { ...asked.politeness, ...(connections && { concurrency: connections }) },
    pinned: { ...asked.pinned, ...pinned },
    clock: systemClock,
    random: { next: Math.random },
    allowLoopback,
    ...(recipe.render === 'auto' && { openBrowser: () => openChromium(environment) }),
    ...(onProgress && { onProgress }),
    ...(onResume && { onResume }),
    ...(signal && { signal }),
  };
}

function stopped(
  url: string,
  { requests, waiting }: CrawlReport,
  { why, detail }: Extract<CrawlReport['ended'], { kind: 'stopped' }>,
): PreauError {
  const { host } = new URL(url);
  const kept = `after ${requests} requests, with ${waiting} addresses waiting; what was fetched is kept, and the mirror that stands was not touched`;
  if (why === 'paused') {
    return new PreauError(
      'crawl-paused',
      `expected to visit all of ${host}, got a pause ${kept}; run the same command to go on`,
      { said: { key: 'crawl.paused', values: { host, requests, waiting } } },
    );
  }
  return new PreauError(
    'crawl-stopped',
    `expected ${host} to bear the visit, got ${why}: ${detail}, ${kept}; ${REMEDY[why]}`,
    {
      retryable: why !== 'session-lost',
      said: { key: `crawl.${why}`, values: { host, requests } },
    },
  );
}

const REMEDY: {
  readonly [why in Exclude<
    Extract<CrawlReport['ended'], { kind: 'stopped' }>['why'],
    'paused'
  >]: string;
} = {
  'origin-unhealthy': 'look at the platform first, then run the same command to go on',
  'origin-busy': 'come back later, and ask for less at once (politeness in the recipe)',
  'robots-unavailable': 'have its /robots.txt answer, with 200 or 404',
  'session-lost': 'renew the session in the file or variable that the recipe names, then go on',
  'time-used-up': 'run the same command to go on',
};
