import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Names that always mean this very machine. */
const OWN_NAMES: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Whether a request names this house. A page elsewhere can point its own name at 127.0.0.1 (DNS
 * rebinding) and would then be of the same origin; its `Host` betrays it.
 *
 * @param names further names under which the pages are reached, lower case, without port
 */
export function isKnownHost(host: string | undefined, names: readonly string[]): boolean {
  const name = /^(\[[0-9a-f:]+\]|[a-z0-9.-]+)(:\d{1,5})?$/.exec(host?.toLowerCase() ?? '')?.[1];
  return name !== undefined && (OWN_NAMES.includes(name) || names.includes(name));
}

/**
 * Whether a command comes from this house's own page: its `Origin` is the one it was asked at,
 * and it carries the token that only that page was given.
 */
export const isOwnCommand = (request: IncomingMessage, token: string): boolean =>
  isOwnOrigin(request) && isToken(request.headers['x-preau-token'], token);

/**
 * Whether a form was sent by a page of the very address that it was asked at. The console's pages tell no
 * referrer, and the `Origin` of their forms is then `null`: `Sec-Fetch-Site`, which no page can write,
 * says it instead.
 *
 * @see https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
export function isOwnForm(request: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, 'sec-fetch-site': site } = request.headers;
  return isOwnOrigin(request) || (origin === 'null' && site === 'same-origin');
}

/** Whether a request names as its `Origin` the address that it was asked at. */
function isOwnOrigin({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const ownOrigin = origin === `http://${host}` || origin === `https://${host}`;
  return ownOrigin && (site === undefined || site === 'same-origin');
}

/**
 * Whether a command comes from the command line of this machine: it carries the token of
 * `home.json`, which only this home's owner can read. A browser adds an `Origin` to every POST and
 * cannot add this header elsewhere without asking first: what says it comes from another page is
 * refused, whatever it carries.
 *
 * @param token undefined where no command line is served
 */
export function isOwnCommandLine({ headers }: IncomingMessage, token: string | undefined): boolean {
  const { origin, authorization } = headers;
  if (token === undefined || origin !== undefined) return false;
  if (headers['sec-fetch-site'] !== undefined) return false;
  return isToken(authorization, `Bearer ${token}`);
}

function isToken(given: string | string[] | undefined, token: string): boolean {
  if (typeof given !== 'string') return false;
  const one = Buffer.from(given);
  const other = Buffer.from(token);
  return one.length === other.length && timingSafeEqual(one, other);
}
