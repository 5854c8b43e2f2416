import { IGNORED_PARAMETERS, IGNORED_PREFIX } from './ignored-parameters.ts';

const NOT_SIGNIFICANT: ReadonlySet<string> = new Set(IGNORED_PARAMETERS);

/** Longer addresses are nobody's lesson. RFC 9110 section 4.1 recommends to support 8,000 octets. */
const MAX_LENGTH = 8_000;

/** More parameters than any learning platform puts in a link. Chosen. */
const MAX_PARAMETERS = 64;

/**
 * The one form under which an original address is looked up: decoded path in NFC, then the
 * significant part of the query in a fixed order.
 *
 * DNS turns and the name stays, so the mirror is asked for the platform's own addresses, with
 * session keys and campaign marks on them. Two addresses of one lesson have one canonical form.
 *
 * @param target a request target or a link's path: starts with `/`, may hold `?` and `#`
 * @returns null for what no lesson can be asked by: no leading `/`, a broken percent sequence,
 *   a control character, a backslash, a segment that climbs
 */
export function canonicalAddress(target: string): string | null {
  if (target.length > MAX_LENGTH) return null;
  const [beforeHash = ''] = target.split('#', 1);
  const queryAt = beforeHash.indexOf('?');
  const path = canonicalPath(queryAt === -1 ? beforeHash : beforeHash.slice(0, queryAt));
  if (path === null) return null;
  const query = queryAt === -1 ? '' : significantQuery(beforeHash.slice(queryAt + 1));
  return query === '' ? path : `${path}?${query}`;
}

/** The path alone of a canonical address. */
export function pathOf(address: string): string {
  // A decoded path can hold `?`, but the manifest escapes it; see canonicalPath.
  const queryAt = address.indexOf('?');
  return queryAt === -1 ? address : address.slice(0, queryAt);
}

function canonicalPath(encoded: string): string | null {
  const decoded = decode(encoded.replace(/;jsessionid=[^/]*/i, ''));
  if (decoded === null || !decoded.startsWith('/')) return null;
  const path = decoded.replace(/\/{2,}/g, '/').normalize('NFC');
  const climbs = path.split('/').some((name) => name === '..' || name === '.');
  if (climbs || hasControls(path) || path.includes('\\') || !path.isWellFormed()) return null;
  return path.replaceAll('?', '%3F');
}

/** By code unit: a build asks for a hundred addresses a page. */
function hasControls(path: string): boolean {
  for (let at = 0; at < path.length; at += 1) {
    const code = path.charCodeAt(at);
    if (code < 0x20 || code === 0x7f) return true;
  }
  return false;
}

function significantQuery(query: string): string {
  return query
    .split('&')
    .slice(0, MAX_PARAMETERS)
    .map(readParameter)
    .filter(({ name }) => isSignificant(name))
    .sort((a, b) => compare(a.name, b.name))
    .map(({ name, value }) => (value === null ? escape(name) : `${escape(name)}=${escape(value)}`))
    .join('&');
}

function readParameter(pair: string): { readonly name: string; readonly value: string | null } {
  const at = pair.indexOf('=');
  const read = (part: string): string => decode(part.replaceAll('+', ' ')) ?? part;
  return at === -1
    ? { name: read(pair), value: null }
    : { name: read(pair.slice(0, at)), value: read(pair.slice(at + 1)) };
}

function isSignificant(name: string): boolean {
  const lower = name.toLowerCase();
  return lower !== '' && !NOT_SIGNIFICANT.has(lower) && !lower.startsWith(IGNORED_PREFIX);
}

/** Only what would read as the query's own signs; letters with accents stay legible. */
function escape(text: string): string {
  return text.replace(/[%&=+#?\s]/g, (sign) => encodeURIComponent(sign));
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/** By code unit: the same order on every machine, whatever its locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
