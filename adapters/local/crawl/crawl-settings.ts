import { PreauError } from '../../../core/errors.ts';
import type { CrawlBudgets } from '../../../core/mirror/crawl/budget.ts';
import { crawlAddress } from '../../../core/mirror/crawl/crawl-address.ts';
import { HEALTH_LIMITS, type HealthLimits } from '../../../core/mirror/crawl/origin-health.ts';
import { PATTERN_CAPS, type PatternCaps } from '../../../core/mirror/crawl/path-pattern.ts';
import type { CrawlScope } from '../../../core/mirror/crawl/scope.ts';
import { withoutPassword } from '../../../core/mirror/without-password.ts';
import { hours, seconds } from '../../../core/units.ts';
import { SOURCE_LIMITS } from '../lessons/lesson-limits.ts';
import type { CrawlRequest, FetchLimits } from './crawl-request.ts';

/** A request with every default filled in. */
export interface CrawlSettings {
  readonly start: readonly string[];
  readonly scope: CrawlScope;
  readonly sameAs: ReadonlyMap<string, string>;
  readonly sitemaps: readonly string[];
  readonly obeysRobots: boolean;
  readonly caps: PatternCaps;
  readonly linksPerPage: number;
  readonly concurrency: number;
  readonly perSecond: number | undefined;
  readonly userAgent: string;
  readonly health: HealthLimits;
  readonly budgets: CrawlBudgets;
  readonly limits: FetchLimits;
  /** Hosts that start with https: their http links are asked for by https. */
  readonly secureHosts: ReadonlySet<string>;
  /** Origins of `start`, each once: robots and sitemaps are looked for here. */
  readonly origins: readonly string[];
}

/** All chosen: a night of a large site, ten times the largest course looked at. */
const BUDGETS: CrawlBudgets = {
  pages: 50_000,
  files: 200_000,
  bytes: 20 * 1024 * 1024 * 1024,
  wallMs: hours(8),
};

/** All chosen; the sizes are those of any other source. */
const LIMITS: FetchLimits = {
  connectMs: seconds(10),
  idleMs: seconds(30),
  answerMs: seconds(120),
  textBytes: SOURCE_LIMITS.textBytes,
  fileBytes: SOURCE_LIMITS.fileBytes,
};

/** More would be an attack, whatever the owner says. Chosen. */
const MAX_CONCURRENCY = 64;

/** @throws PreauError `argument-invalid` for a start that is no address of a web page */
export function crawlSettings(request: CrawlRequest): CrawlSettings {
  const starts = request.start.map((url) => {
    const read = crawlAddress(url, url);
    if (read !== null) return read;
    throw new PreauError(
      'argument-invalid',
      `expected the address of a web page to start from, as in https://ent.example.fr/, got ${JSON.stringify(withoutPassword(url).slice(0, 200))}; give it with its scheme, without name and password`,
      {
        said: {
          key: 'visit.start',
          values: { got: JSON.stringify(withoutPassword(url).slice(0, 200)) },
        },
      },
    );
  });
  if (starts.length === 0) {
    throw new PreauError(
      'argument-invalid',
      'expected at least one address to start from, got none; give the page from which the lessons are linked',
      { said: { key: 'visit.noStart' } },
    );
  }
  const { scope = {}, politeness = {}, budgets = {} } = request;
  const hosts = scope.hosts?.map((host) => host.toLowerCase());
  return {
    start: starts.map(({ url }) => url),
    scope: {
      hosts: hosts ?? [...new Set(starts.map(({ host }) => host))],
      include: scope.include ?? [],
      exclude: scope.exclude ?? [],
      depth: scope.depth ?? 100,
      isMember: request.session !== undefined,
      starts: starts.map(({ address }) => address),
    },
    sameAs: new Map(Object.entries(scope.sameAs ?? {})),
    sitemaps: scope.sitemaps ?? [],
    obeysRobots: scope.robots === undefined,
    caps: { ...PATTERN_CAPS, ...scope.caps },
    linksPerPage: scope.linksPerPage ?? 2_000,
    concurrency: Math.max(1, Math.min(MAX_CONCURRENCY, politeness.concurrency ?? 4)),
    perSecond: politeness.perSecond,
    userAgent: politeness.userAgent ?? 'Preau-mirror/1 (static copy of lessons for outages)',
    health: { ...HEALTH_LIMITS, ...politeness.health },
    budgets: { ...BUDGETS, ...pick(budgets, BUDGETS) },
    limits: { ...LIMITS, ...pick(budgets, LIMITS) },
    secureHosts: new Set(
      starts.filter(({ url }) => url.startsWith('https:')).map(({ host }) => host),
    ),
    origins: [...new Set(starts.map(({ url }) => new URL(url).origin))],
  };
}

function pick<Shape extends object>(from: Partial<Shape>, shape: Shape): Partial<Shape> {
  const names = Object.keys(shape).filter((name) => from[name as keyof Shape] !== undefined);
  return Object.fromEntries(
    names.map((name) => [name, from[name as keyof Shape]]),
  ) as Partial<Shape>;
}
