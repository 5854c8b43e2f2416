import type { DatabaseSync } from 'node:sqlite';
import type { HostPace, PaceRules } from '../../../core/mirror/crawl/pace.ts';
import type { OriginHealth } from '../../../core/mirror/crawl/origin-health.ts';
import type { PagePart } from './browser/page-browser.ts';
import type { CrawlBrowser } from './crawl-browser.ts';
import type { Commits } from './commits.ts';
import type { CrawlRequest, StopReason } from './crawl-request.ts';
import type { CrawlSettings } from './crawl-settings.ts';
import type { Fetcher } from './fetch-address.ts';
import type { Frontier, Waiting } from './frontier.ts';
import type { MeetRules } from './meet-links.ts';
import type { ObjectPool } from './object-pool.ts';
import type { Results } from './results.ts';

/** Everything that a running crawl works with. */
export interface CrawlDesk {
  readonly request: CrawlRequest;
  readonly settings: CrawlSettings;
  readonly database: DatabaseSync;
  readonly commits: Commits;
  readonly frontier: Frontier;
  readonly results: Results;
  readonly pool: ObjectPool;
  readonly fetcher: Fetcher;
  readonly meeting: MeetRules;
  readonly browser: CrawlBrowser;
  /** What the scripts of a page ask for. */
  readonly askPart: (url: string) => Promise<PagePart | null>;
  readonly lanes: Map<string, Lane>;
  readonly tally: CrawlTally;
  /** Addresses that an earlier run of this round had settled. */
  readonly resumed: number;
  /** Set once; nothing is asked after. */
  stop: { readonly why: StopReason; readonly detail: string } | null;
  /** What the disk said: nothing is asked after that either. */
  failure: { readonly error: unknown } | null;
}

/** What it takes to ask a host at its own pace: a crawl has it before it has anything to ask for. */
export interface LaneDesk extends Pick<CrawlDesk, 'request' | 'settings' | 'lanes'> {
  readonly meeting: Pick<MeetRules, 'robots'>;
  stop: CrawlDesk['stop'];
}

/** One host's queue, and how it bears the crawl. */
export interface Lane {
  readonly origin: string;
  readonly rules: PaceRules;
  readonly buffer: Waiting[];
  pace: HostPace;
  health: OriginHealth;
  inFlight: number;
}

/** What was done. Pages and bytes are those of the round, the rest those of this run. */
export interface CrawlTally {
  roundPages: number;
  roundFiles: number;
  roundBytes: number;
  requests: number;
  changed: number;
  unchanged: number;
  failed: number;
  keptOld: number;
  /** Were there in an earlier round, and are no lessons now. */
  gone: number;
  bytes: number;
  pagesInFlight: number;
  rendered: number;
  needScript: number;
  /** Login pages met since the last page that was none. */
  logins: number;
}
