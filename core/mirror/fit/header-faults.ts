/** What may be wrong with a header of a mirror's answer: it outlives the outage on the platform's name, or leaves a page open. */
export const HEADER_FAULTS = [
  /** `Strict-Transport-Security`: browsers would hold the platform to what the mirror said. */
  'hsts',
  /** `Set-Cookie`: it might take the place of the platform's own. */
  'cookie',
  /** A page that browsers keep for more than a minute: they would show the copy after the return. */
  'cache',
  /** `Alt-Svc`: browsers would go on asking another machine. */
  'alt-svc',
  /** `Clear-Site-Data`: everybody would be logged out after the return. */
  'clear-site-data',
  /** `X-Robots-Tag: noindex` on the platform's own name: its real pages would leave the search engines. */
  'noindex',
  /** No `Content-Security-Policy` on a page: nothing would stop what cleaning missed. */
  'no-policy',
] as const;

/** One of {@link HEADER_FAULTS}. */
export type HeaderFault = (typeof HEADER_FAULTS)[number];

/** Header names in lower case. */
export type ReadHeaders = { readonly [name: string]: string | readonly string[] | undefined };

/** Browsers may keep a page of the platform's name this long. */
const PAGE_MAX_AGE_SEC = 60;

/**
 * Say what is wrong with the headers of an answer under the platform's own name.
 *
 * What is kept for good by a name made of its hash can never be another file's, and is not judged by its age.
 *
 * @returns in a fixed order; empty when nothing is wrong
 */
export function headerFaults(headers: ReadHeaders): readonly HeaderFault[] {
  const has = (name: string): boolean => textOf(headers[name]) !== '';
  const isPage = textOf(headers['content-type']).startsWith('text/html');
  const faults: readonly (readonly [HeaderFault, boolean])[] = [
    ['hsts', has('strict-transport-security')],
    ['cookie', has('set-cookie')],
    ['cache', isPage && isKeptTooLong(textOf(headers['cache-control']))],
    ['alt-svc', has('alt-svc') && textOf(headers['alt-svc']).trim() !== 'clear'],
    ['clear-site-data', has('clear-site-data')],
    ['noindex', /\bno(?:index|ne)\b/i.test(textOf(headers['x-robots-tag']))],
    ['no-policy', isPage && !has('content-security-policy')],
  ];
  return faults.filter(([, isWrong]) => isWrong).map(([fault]) => fault);
}

/**
 * Without a word browsers guess how long, from when the page was changed: as bad as too long.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2.2
 */
function isKeptTooLong(cacheControl: string): boolean {
  if (/\bno-(?:store|cache)\b/i.test(cacheControl)) return false;
  const age = /(?:^|[\s,])max-age="?(\d{1,12})/i.exec(cacheControl)?.[1];
  return age === undefined || Number(age) > PAGE_MAX_AGE_SEC;
}

const textOf = (value: string | readonly string[] | undefined): string =>
  value === undefined ? '' : typeof value === 'string' ? value : value.join(', ');
