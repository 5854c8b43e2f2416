import { CookieJar } from 'tough-cookie';

/** The cookies and headers of one crawl. In memory alone: a session is never written down. */
export interface Cookies {
  headersFor(url: string): { readonly [name: string]: string };
  keep(url: string, setCookie: string | readonly string[] | undefined): void;
}

/** Cookies that one crawl takes. Chosen: a site that sets a new one for each page is cut off. */
const MAX_SET = 20_000;

/** Headers and cookies that the owner of a session gave. */
export interface GivenSession {
  readonly headers: { readonly [name: string]: string };
  /** As a browser sends them: `name=value; name=value`. */
  readonly cookie: string;
}

/** @param origins whom the session is for: nobody else is sent any of it */
export function crawlCookies(given: GivenSession, origins: readonly string[]): Cookies {
  const jar = new CookieJar(undefined, {
    looseMode: true,
    rejectPublicSuffixes: false,
    allowSecureOnLocal: false,
  });
  const hasHeaders = Object.keys(given.headers).length > 0;
  let set = 0;
  const keep = (url: string, line: string): void => {
    if (set >= MAX_SET) return;
    // What came by https opens a session that nobody on the way may hear, whether the site says so or not.
    const kept = url.startsWith('https:') ? `${line}; Secure` : line;
    // A cookie that a browser would refuse is passed over, as there.
    if (jar.setCookieSync(kept, url, { ignoreError: true }) !== undefined) set += 1;
  };
  for (const origin of origins) {
    for (const pair of given.cookie.split(';')) {
      if (pair.trim() !== '') keep(`${origin}/`, `${pair.trim()}; Path=/`);
    }
  }
  return {
    headersFor: (url) => {
      const own = hasHeaders && origins.includes(new URL(url).origin) ? given.headers : NONE;
      const cookie = set === 0 ? '' : jar.getCookieStringSync(url);
      return cookie === '' ? own : { ...own, cookie };
    },
    keep: (url, setCookie) => {
      if (setCookie === undefined) return;
      for (const line of typeof setCookie === 'string' ? [setCookie] : setCookie) keep(url, line);
    },
  };
}

const NONE = {};
