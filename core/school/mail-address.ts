/** RFC 5321 §4.5.3.1: 64 octets before the @, 254 for the whole of an address in a path. */
const LOCAL_MAX = 64;
const ADDRESS_MAX = 254;

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Read one mail address and bring it to the one spelling that Préau keeps, all in lower case.
 *
 * The directory writes the same box as `0311131L@…` and `0311131l@…`; two spellings would be two
 * messages to one reader. Strictly RFC 5321 lets a server tell them apart; none of the academic
 * ones does. Quoted local parts, address literals, comments and letters outside ASCII are refused.
 *
 * @returns null when the text is not an address
 */
export function readMailAddress(text: string): string | null {
  if (text.length > ADDRESS_MAX) return null;
  const address = text.trim().toLowerCase();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const domain = address.slice(at + 1);
  if (local.length > LOCAL_MAX || !LOCAL.test(local) || !DOMAIN.test(domain)) return null;
  return address;
}
