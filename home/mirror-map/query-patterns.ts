import { IGNORED_PARAMETERS, IGNORED_PREFIX } from '../../core/mirror/ignored-parameters.ts';

/** A parameter that never counts, or an empty one. */
const IGNORED = `(?i:${IGNORED_PARAMETERS.join('|')}|${IGNORED_PREFIX}[^=&]*)?(?:=[^&]*)?`;

/**
 * How a raw query is read, as regular expressions that PCRE (nginx) and RE2 (Caddy) both have. The twin
 * of the query's half of core/mirror/alias.ts.
 */
export const QUERY_PATTERNS = {
  /** Nothing in it counts. */
  none: `^${IGNORED}(?:&${IGNORED})*$`,
  /** One parameter counts, the first group. Asked after `none`. */
  one: `^(?:${IGNORED}&)*([^&]+)(?:&${IGNORED})*$`,
  /** Nothing counts in it but these. */
  onlyThese(names: readonly string[]): string {
    const one = `(?:${IGNORED}|(?:${names.map(anyEncoding).join('|')})(?:=[^&]*)?)`;
    // Written once: a word of nginx holds no two of them. What follows a last `&` is an empty one.
    return `^(?:${one}(?:&|$))*$`;
  },
  /** The parameter comes twice. */
  twice(name: string): string {
    const one = `${anyEncoding(name)}(?:[=&]|$)`;
    return `(?:^|&)${one}(?:|.*&)${one}`;
  },
  /** The parameter with a value, the first group. */
  valued: (name: string): string => `(?:^|&)${anyEncoding(name)}=([^&]*)`,
  /** The parameter without one. */
  bare: (name: string): string => `(?:^|&)${anyEncoding(name)}(?:&|$)`,
} as const;

/** The name in whatever way it may be encoded; what nobody encodes is taken as it is. */
export const anyEncoding = (name: string): string => Array.from(name).map(anyForm).join('');

function anyForm(letter: string): string {
  if (/^\w$/.test(letter)) return letter;
  const bytes = [...new TextEncoder().encode(letter)];
  const coded = bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
  const either = coded.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  // Percent, ampersand, equals and plus mean themselves only when encoded.
  const isSign = /^[%&=+#]$/.test(letter) || letter <= ' ';
  const raw = bytes.length > 1 ? letter : `[${letter.replace(/[\\\]^-]/, '\\$&')}]`;
  return `(?:${isSign ? '' : `${raw}|`}${either}${letter === ' ' ? '|[+]' : ''})`;
}
