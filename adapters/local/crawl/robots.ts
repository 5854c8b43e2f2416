import robotsModule from 'robots-parser';
import { type DurationMs, durationMs, seconds } from '../../../core/units.ts';
import { tameRobots } from './tame-robots.ts';

/** What the robots.txt of one host asks of this crawler. */
export interface Robots {
  /** By path and query alone: one file speaks for the host, by http and by https. */
  isAllowed(url: string): boolean;
  readonly crawlDelayMs: DurationMs;
  readonly sitemaps: readonly string[];
}

/** The package is CommonJS whose types speak of a default export that is the module itself. */
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** The name by which a robots.txt may speak to this crawler alone. */
const NAME = 'preau-mirror';

/** Longer would be no crawl; whoever wants none says Disallow. Chosen. */
const MAX_DELAY = seconds(60);

/** @see https://www.rfc-editor.org/rfc/rfc9309#section-2.5 at least 500 KiB are read */
export const MAX_ROBOTS_BYTES = 512 * 1024;

const MAX_SITEMAPS = 100;

/** @param text empty where there is none: everything is allowed then */
export function readRobots(origin: string, text: string): Robots {
  const robots = robotsParser(`${origin}/robots.txt`, tameRobots(text, NAME));
  const delay = robots.getCrawlDelay(NAME) ?? 0;
  return {
    isAllowed: (url) => {
      const { pathname, search } = new URL(url);
      return robots.isAllowed(origin + pathname + search, NAME) !== false;
    },
    crawlDelayMs: durationMs(Math.min(MAX_DELAY, Math.max(0, delay) * 1_000)),
    sitemaps: robots.getSitemaps().slice(0, MAX_SITEMAPS),
  };
}
