/** Parameters that may be a lesson's (`?code=MATH-6e`) or a secret's: their value tells. */
const EITHER: ReadonlySet<string> = new Set([
  'code',
  'hash',
  'hmac',
  'k',
  'key',
  'pass',
  'session',
  'state',
  't',
  'tk',
]);

/** Letters from which on a value is no lesson's code. Chosen: half of what the shortest keys have. */
const LONG = 16;

/**
 * Whether one `name=value` of a query is a secret although its name alone does not say so: a long value of
 * letters and digits, as no person writes one.
 *
 * @param pair as it stands in an address, its signs encoded or not
 */
export function isSecretPair(pair: string): boolean {
  const at = pair.indexOf('=');
  if (at === -1 || !EITHER.has(pair.slice(0, at).toLowerCase())) return false;
  const value = pair.slice(at + 1).replace(/%[0-9a-f]{2}/gi, '-');
  if (value.length < LONG || !/^[\w+/=.~-]+$/.test(value)) return false;
  return /\d/.test(value) || /^[a-z]*[A-Z][a-z]*[A-Z]/.test(value);
}
