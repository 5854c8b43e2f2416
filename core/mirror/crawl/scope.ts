import { isActingLink, isLoginAddress } from './acting-link.ts';
import type { CrawlAddress } from './crawl-address.ts';
import { isPersonalAddress } from './personal-address.ts';

/** Which part of a site a crawl may see. */
export interface CrawlScope {
  /** Hosts with their port where it is not the scheme's own, lower case. The first is the platform's. */
  readonly hosts: readonly string[];
  /**
   * Pages are taken from here: `/folder/`, `*.ending` or one exact address. Pictures and documents
   * of these pages come along from anywhere on the hosts. Empty: everything.
   */
  readonly include: readonly string[];
  /** Never fetched, in the same three forms. */
  readonly exclude: readonly string[];
  /** Links from the start or the sitemap, 0 for those alone. */
  readonly depth: number;
  /** Whether a session opens what members see. */
  readonly isMember: boolean;
  /** Addresses from which it begins: asked for even where they are about people, to find what they link to. */
  readonly starts: readonly string[];
}

/** Why an address is not fetched, as a key of `mirror.leftOut`. */
export type ScopeRefusal =
  | 'other-host'
  | 'excluded-from-crawl'
  | 'outside-the-scope'
  | 'personal'
  | 'acting-link'
  | 'login-page';

/** What asks for it: a page is read and followed, an asset is shown by one. */
export type CrawlKind = 'page' | 'asset';

/**
 * Say whether an address may be fetched. The owner's exclusions win over what is included.
 *
 * @returns null when it may
 */
export function scopeRefusal(
  scope: CrawlScope,
  { host, address }: Pick<CrawlAddress, 'host' | 'address'>,
  kind: CrawlKind,
): ScopeRefusal | null {
  if (!scope.hosts.includes(host)) return 'other-host';
  if (isActingLink(address, scope.isMember)) return 'acting-link';
  if (isLoginAddress(address)) return 'login-page';
  if (isPersonal(scope, address) && !scope.starts.includes(address)) return 'personal';
  if (scope.exclude.some((form) => matchesForm(address, form))) return 'excluded-from-crawl';
  if (kind === 'asset' || scope.include.length === 0) return null;
  return scope.include.some((form) => matchesForm(address, form)) ? null : 'outside-the-scope';
}

/**
 * Whether an address is about people, so that the mirror never shows it. On an open site an owner may
 * name a folder that only sounds so, or begin in it.
 */
export function isPersonal(
  { include, starts, isMember }: Pick<CrawlScope, 'include' | 'starts' | 'isMember'>,
  address: string,
): boolean {
  if (!isPersonalAddress(address, isMember)) return false;
  if (isMember) return true;
  const named = [...include, ...starts.map(folderOf)];
  return !named.some((form) => isPersonalAddress(form, false) && matchesForm(address, form));
}

const folderOf = (address: string): string => {
  const [path = ''] = address.split('?', 1);
  return path.slice(0, path.lastIndexOf('/') + 1);
};

/**
 * Three plain forms instead of patterns: a pattern could be made to never end, and a teacher can
 * write these. `/folder/` is everything below it and itself; `*.ending` is by path; all else is
 * one address, with its query, or a path whatever its query.
 */
function matchesForm(address: string, form: string): boolean {
  const wanted = form.normalize('NFC');
  const [path = ''] = address.split('?', 1);
  if (wanted.startsWith('*')) return path.endsWith(wanted.slice(1));
  if (wanted.endsWith('/')) return path.startsWith(wanted) || `${path}/` === wanted;
  return address === wanted || path === wanted;
}
