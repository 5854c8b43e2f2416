import type { LessonSet } from '../../../app/mirror/ports.ts';
import type { Clock, Random } from '../../../app/ports.ts';
import type { CrawlBudgets } from '../../../core/mirror/crawl/budget.ts';
import type { HealthLimits } from '../../../core/mirror/crawl/origin-health.ts';
import type { PatternCaps } from '../../../core/mirror/crawl/path-pattern.ts';
import type { CrawlScope } from '../../../core/mirror/crawl/scope.ts';
import type { DurationMs } from '../../../core/units.ts';
import type { OriginMood } from '../../../core/mirror/crawl/origin-mood.ts';
import type { OpenedBrowser } from './browser/page-browser.ts';
import type { Pinned } from './reach.ts';
import type { CrawlSession } from './session.ts';

/** One crawl of a web site into a folder that keeps what was fetched. */
export interface CrawlRequest {
  /** Absolute addresses; the first one's host is the platform's. At least one. */
  readonly start: readonly string[];
  /** The store: made when absent, one crawl at a time, taken up again where the last one stopped. */
  readonly folder: string;
  /** @default the hosts of `start`, all of it, 100 links deep */
  readonly scope?: Partial<Omit<CrawlScope, 'isMember' | 'starts'>> & {
    /** Sitemaps beside those that robots.txt names. @default `/sitemap.xml` of each host */
    readonly sitemaps?: readonly string[];
    /** Who owns the site may grant more than its robots.txt, which then forbids nothing. @default none */
    readonly robots?: RobotsGrant;
    /** Other names of hosts in scope: links to them mean the same page. */
    readonly sameAs?: { readonly [host: string]: string };
    readonly caps?: Partial<PatternCaps>;
    /** Links read of one page. @default 2,000 */
    readonly linksPerPage?: number;
  };
  readonly politeness?: {
    /** Requests at once on one host. @default 4 */
    readonly concurrency?: number;
    /** Requests started in a second on one host. @default no limit but `concurrency` */
    readonly perSecond?: number;
    /** @default says what it is and that it is a mirror's */
    readonly userAgent?: string;
    readonly health?: Partial<HealthLimits>;
  };
  /** What opens pages that only members see, granted by the owner. */
  readonly session?: CrawlSession;
  readonly budgets?: Partial<CrawlBudgets & FetchLimits>;
  readonly clock: Clock;
  readonly random: Random;
  /** Called once, before the first page is asked for, when the round was begun by an earlier run. */
  readonly onResume?: (settled: number) => void;
  readonly onProgress?: (progress: CrawlProgress) => void;
  /** Pauses the crawl: what was fetched is kept, the next run goes on. */
  readonly signal?: AbortSignal;
  /**
   * Opens a browser, for the first page that has next to nothing to read without its scripts; it is
   * closed with the crawl. Absent: such pages are left out.
   */
  readonly openBrowser?: () => Promise<OpenedBrowser>;
  /** Loopback addresses may be fetched: rehearsals and tests. @default false */
  readonly allowLoopback?: boolean;
  /** Host names whose addresses may be of a private network: a school's own server. */
  readonly privateHosts?: readonly string[];
  /**
   * Where hosts are asked for instead of where DNS says: while a platform is sheltered its name leads
   * to the mirror, and a mirror must not copy itself.
   */
  readonly pinned?: Pinned;
  /** Authorities in PEM that are trusted instead of the system's own. */
  readonly ca?: string;
  /** What the owner says of these lessons. */
  readonly about?: Pick<LessonSet, 'title' | 'licence' | 'attribution' | 'rights'>;
}

/** An owner's word that stands above the robots.txt of their site. Told with each visit. */
export interface RobotsGrant {
  readonly grantedBy: string;
  readonly because: string;
}

/** How long and how large one answer may be. */
export interface FetchLimits {
  readonly connectMs: DurationMs;
  /** Until the first byte, and between two bytes. */
  readonly idleMs: DurationMs;
  /** From the start of a request to the last byte: a host that sends one byte a second ends here. */
  readonly answerMs: DurationMs;
  /** HTML and other text that is read whole, decompressed. */
  readonly textBytes: number;
  readonly fileBytes: number;
}

export interface CrawlProgress {
  /** Addresses of this round that are settled. */
  readonly done: number;
  /** Addresses of this round known so far: it grows while pages are read. */
  readonly known: number;
  /** The same, pages alone. */
  readonly pages: number;
  readonly knownPages: number;
  /** Answers and bytes of this run. */
  readonly requests: number;
  readonly bytes: number;
  readonly elapsedMs: DurationMs;
  /** How the site bears it: the host that bears it worst. */
  readonly mood: OriginMood;
}

/** Why a crawl ended before its end. What was fetched is kept, and the next run goes on. */
export type StopReason =
  | 'paused'
  | 'time-used-up'
  | 'origin-unhealthy'
  | 'origin-busy'
  | 'robots-unavailable'
  | 'session-lost';

export interface CrawlReport {
  readonly ended:
    | { readonly kind: 'complete' }
    /** `detail` is in English, for the log; it names no secret. */
    | { readonly kind: 'stopped'; readonly why: StopReason; readonly detail: string };
  /** Answers of this run, by what they were. */
  readonly requests: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly failed: number;
  /** Lessons and files of an earlier round that the site has no more, or no page leads to. */
  readonly removed: number;
  /** Failed now, so that the copy of an earlier round is kept. */
  readonly keptOld: number;
  readonly waiting: number;
  /** Addresses that an earlier run of this round had settled; 0 for a round that began here. */
  readonly resumed: number;
  /** A session was used, and nobody said what the site calls its account: pages may name it. */
  readonly accountUnnamed: boolean;
  /** Null where robots.txt was obeyed. */
  readonly robotsGrant: RobotsGrant | null;
  /** Pages that a browser made readable, and those that are empty because it could not. */
  readonly rendered: number;
  readonly needScript: number;
  /** Why there was no browser for these, in English; null where there was, or none was needed. */
  readonly noBrowser: string | null;
  readonly bytes: number;
  readonly elapsedMs: DurationMs;
}
