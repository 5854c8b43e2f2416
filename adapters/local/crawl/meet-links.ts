import { treatmentOf } from '../../../app/mirror/file-types.ts';
import { type CrawlAddress, crawlAddress } from '../../../core/mirror/crawl/crawl-address.ts';
import { pathPattern } from '../../../core/mirror/crawl/path-pattern.ts';
import { type CrawlKind, type CrawlScope, scopeRefusal } from '../../../core/mirror/crawl/scope.ts';
import type { Frontier } from './frontier.ts';
import type { ShownAddress } from './shown-addresses.ts';
import type { Robots } from './robots.ts';
import type { Results } from './results.ts';

/** What decides which addresses are met. */
export interface MeetRules {
  readonly scope: CrawlScope;
  readonly secureHosts: ReadonlySet<string>;
  /** Other names of hosts in scope. */
  readonly sameAs: ReadonlyMap<string, string>;
  /** By host; absent where nobody asked, or where the owner's word stands above it. */
  readonly robots: ReadonlyMap<string, Robots>;
  readonly frontier: Frontier;
  readonly results: Results;
}

/** Where links stand. */
export interface LinksFrom {
  /** The page's own address, or its `<base>`. */
  readonly base: string;
  readonly depth: number;
}

/** Meet what a page links to. @returns the links as the frontier numbers them, each once */
export function meetLinks(
  rules: MeetRules,
  links: readonly ShownAddress[],
  { base, depth }: LinksFrom,
): readonly number[] {
  const met = new Set<number>();
  for (const { raw, kind } of links) {
    const address = ownAddress(rules, raw, base);
    const link = address === null ? null : meetOne(rules, address, kind, { depth });
    if (link !== null) met.add(link);
  }
  return [...met];
}

/**
 * Read one link: by the host's first name, by https where the site is.
 *
 * @returns null for what is no address of a page
 */
export function ownAddress(
  { secureHosts, sameAs }: Pick<MeetRules, 'secureHosts' | 'sameAs'>,
  raw: string,
  base: string,
): CrawlAddress | null {
  const read = crawlAddress(raw, base);
  const host = read === null ? undefined : sameAs.get(read.host);
  const address = read === null || host === undefined ? read : onHost(read, host);
  if (address === null || !address.url.startsWith('http:') || !secureHosts.has(address.host)) {
    return address;
  }
  const { key, url } = address;
  return { ...address, key: `https${key.slice(4)}`, url: `https${url.slice(4)}` };
}

/** A host with its port says its scheme too: the one that its own links have. */
const onHost = ({ key, url, host: before, address }: CrawlAddress, host: string): CrawlAddress => ({
  key: key.replace(`//${before}`, () => `//${host}`),
  url: url.replace(`//${before}`, () => `//${host}`),
  host,
  address,
});

/** @returns null for what is not fetched; why is counted, unless it is another site's */
export function meetOne(
  rules: MeetRules,
  address: CrawlAddress,
  linked: CrawlKind,
  place: { readonly depth: number; readonly hops?: number; readonly lastmod?: string },
): number | null {
  const { scope, frontier, results } = rules;
  if (!scope.hosts.includes(address.host)) return null;
  const refuse = (reason: string): null => {
    results.refuse(reason, originOf(address) + pathPattern(address.address), address.url);
    return null;
  };
  const kind = kindOf(address, linked);
  if (kind.kind === 'refused') return refuse(kind.reason);
  const { key, url } = address;
  let reason: string | null = null;
  const met = frontier.meet({ key, url, kind: kind.kind, ...place }, () => {
    reason = refusal(rules, address, kind.kind) ?? (frontier.isFull() ? 'budget' : null);
    return reason === null;
  });
  if (reason !== null) return refuse(reason);
  // Only more redirects than are followed leave no reason.
  return met ?? refuse('redirect-circle');
}

const originOf = ({ key, address }: CrawlAddress): string => key.slice(0, -address.length);

/** Why an address may not be asked for; null when it may. */
export function refusal(
  { scope, robots }: Pick<MeetRules, 'scope' | 'robots'>,
  address: CrawlAddress,
  kind: CrawlKind,
): string | null {
  const reason = scopeRefusal(scope, address, kind);
  if (reason !== null) return reason;
  return robots.get(address.host)?.isAllowed(address.url) === false ? 'robots' : null;
}

/** Endings of what no browser shows: not worth a request. What they are, `file-types` leaves open. */
const NOT_SHOWN =
  /\.(7z|apk|avi|bin|bz2|deb|dmg|doc[xm]?|eot|exe|flac|gz|iso|jar|mkv|mov|msi|od[gpst]|otf|pp[st]x?|pptm|rar|rpm|rtf|tar|tgz|ttf|wav|woff2?|xls[xm]?|xz|zip)$/i;

/** A link to a picture or a document is an asset: it has no links of its own, and no depth. */
function kindOf(
  { address }: CrawlAddress,
  linked: CrawlKind,
): { readonly kind: CrawlKind } | { readonly kind: 'refused'; readonly reason: string } {
  const [path = ''] = address.split('?', 1);
  const treatment = treatmentOf(path);
  switch (treatment.kind) {
    case 'html':
      return { kind: linked };
    case 'leave-out':
      // Of an unknown ending nothing follows: `/cours/version-2.0` is a page.
      return treatment.reason === 'type' && !NOT_SHOWN.test(path)
        ? { kind: linked }
        : { kind: 'refused', reason: treatment.reason };
    default:
      return { kind: 'asset' };
  }
}
