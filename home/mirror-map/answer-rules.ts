/** What a server does with a request. */
export type ServedAnswer =
  | 'file'
  | 'manifest'
  | 'health'
  | 'well-known'
  | 'login'
  | 'missing'
  | 'unavailable';

/**
 * core/mirror/route-request.ts as a table: eight letters say what is known of a request, `_` for no,
 * and the first pattern that fits them says the answer; else it is missing.
 *
 * `w` it writes, `b` its path is none, `m` manifest, `h` health or `k` the well-known address, `f` a page of the release or `d`
 * another file of it, `s` a single sign-on's query, `j` it wants data, `p` a program's path, `l` a
 * login's.
 */
export const ANSWER_RULES: readonly (readonly [pattern: string, answer: ServedAnswer])[] = [
  ['^w', 'unavailable'],
  ['^.b', 'missing'],
  ['^..m', 'manifest'],
  ['^..h', 'health'],
  ['^..k', 'well-known'],
  ['^...f__', 'file'],
  ['^...d_', 'file'],
  ['^.{5}j', 'unavailable'],
  ['^.{6}p', 'unavailable'],
  ['^.{4}s', 'login'],
  ['l$', 'login'],
];

/** A raw request target whose path climbs: `..` or `.` between slashes, encoded or not. No case. */
export const CLIMBS = '^[^?]*(?:/|%2f)(?:[.]|%2e){1,2}(?:/|%2f|[?]|$)';

/** What no path has in it. */
export const NOT_IN_PATHS = '[\\x00-\\x1f\\x7f\\x5c]';

/** The path before and behind a session's key. No case. */
export const SESSION_KEY = '^(.*?);jsessionid=[^/]*(.*)$';
