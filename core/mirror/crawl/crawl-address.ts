import { canonicalAddress } from '../alias.ts';
import { isSecretPair } from './secret-value.ts';

/** One address of a site, in the form that is asked for and the form that it is known by. */
export interface CrawlAddress {
  /** The same for two links that mean one page: they are fetched once. */
  readonly key: string;
  /** What is asked: scheme, host, path and significant query, without the fragment. */
  readonly url: string;
  /** Host and port, lower case; no port where it is the scheme's own. */
  readonly host: string;
  /** As {@link canonicalAddress}. */
  readonly address: string;
}

/**
 * Read a link as a browser at `base` does.
 *
 * Session keys, secrets, language and campaign marks are not sent: they belong to whoever wrote the link,
 * on many platforms a session key is also the right to delete, and what was never there cannot come out in
 * the mirror's public manifest.
 *
 * @param base the page's own address, or what its `<base>` says
 * @returns null for what cannot be fetched as a lesson: another scheme, a name and password in the
 *   address, a path that {@link canonicalAddress} refuses
 */
export function crawlAddress(link: string, base: string): CrawlAddress | null {
  const url = URL.parse(link, base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return null;
  if (url.username !== '' || url.password !== '' || url.host === '') return null;
  const path = url.pathname.replace(/;jsessionid=[^/]*/i, '');
  const search = significantSearch(url.search);
  const address = canonicalAddress(path + search);
  if (address === null) return null;
  const origin = `${url.protocol}//${url.host}`;
  return {
    key: origin + address,
    url: origin + path + search,
    host: url.host,
    address,
  };
}

/** The query as it was written, less what does not matter: some servers want their own order. */
function significantSearch(search: string): string {
  if (search.length < 2) return '';
  const kept = search
    .slice(1)
    .split('&')
    .filter((pair) => isSignificant(pair));
  return kept.length === 0 ? '' : `?${kept.join('&')}`;
}

/** Asked of the one rule that also looks addresses up, so that the two cannot part. */
const isSignificant = (pair: string): boolean =>
  canonicalAddress(`/?${pair}`) !== '/' && !isSecretPair(pair);
