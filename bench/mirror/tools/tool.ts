import type { Command } from '../measure-run.ts';

/** A crawler of this bench: one of the peers, or Préau. */
export interface CrawlTool {
  readonly name: string;
  /** Its command line in short, as people read it. */
  readonly settings: string;
  /** What of it is installed; null, having said why, where nothing is. */
  version(say: (progress: string) => void): Promise<string | null>;
  crawl(url: string, out: string): Command;
  /** The command that brings an earlier crawl up to date; null where it has none. */
  again(url: string, out: string): Command | null;
  /** Codes with which it ends a crawl that met addresses that answer 404. */
  readonly goodCodes: readonly number[];
  /** The folder of `out` whose files stand where the site's do. */
  rootOf(out: string, host: string): string;
}

/** What no crawler here is to ask for, although robots.txt says so too. */
export const OFF_LIMITS = '/login/|/calendar/';

/** Requests at once, for all that have such a setting. */
export const AT_ONCE = 8;
