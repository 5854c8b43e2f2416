/** What paths write in another way, and what tells an address apart is among it. @see RFC 3986, 2.1 */
const ESCAPED = /%(2d|2e|3a|40|5f)/gi;

/**
 * What a log may hold of a person in a path or an agent, in the order in which it is looked for: a
 * mail address; an IPv4 address, with points, or with hyphens as providers name their lines; an IPv6
 * address, short or long; and digits that may be an address as one number, or a telephone. Versions
 * and times that look alike go too: no reading rests on them.
 */
const PERSONAL =
  /[^\s/@?=;,()<>"]{1,64}@[^\s/@?=;,()<>"]{1,255}|(?<!\d)\d{1,3}(?:[.\-_]\d{1,3}){3}(?!\d)|(?<![\da-z])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\da-z])|\d{9,}/gi;

/** A text out of a log that may be shown and sent on: no control character, nobody's address. */
export const printableText = (text: string): string =>
  text
    .replaceAll(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replaceAll(/[\p{Cc}\p{Cf}\ufffd]/gu, '?')
    .replaceAll(PERSONAL, '…');
