/**
 * Types that updates speak of. HTTPS is RFC 9460's, TSIG RFC 8945's.
 *
 * @see https://www.iana.org/assignments/dns-parameters
 */
export const TYPE = {
  A: 1,
  NS: 2,
  CNAME: 5,
  SOA: 6,
  AAAA: 28,
  HTTPS: 65,
  TSIG: 250,
  ANY: 255,
} as const;

/** IN for what is; NONE and ANY carry RFC 2136's conditions and removals. */
export const CLASS = { IN: 1, NONE: 254, ANY: 255 } as const;

/** @see https://www.rfc-editor.org/rfc/rfc2136#section-2.2 */
export const OPCODE = { QUERY: 0, UPDATE: 5 } as const;

const RCODES = [
  'NOERROR',
  'FORMERR',
  'SERVFAIL',
  'NXDOMAIN',
  'NOTIMP',
  'REFUSED',
  'YXDOMAIN',
  'YXRRSET',
  'NXRRSET',
  'NOTAUTH',
  'NOTZONE',
] as const;

/** What a reply's four bits of response code are called, `RCODE14` for one without a name here. */
export const rcodeName = (code: number): string => RCODES[code] ?? `RCODE${code}`;
