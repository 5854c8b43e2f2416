/** One parameter of an HTTPS record. */
interface HttpsParam {
  /** As RFC 9460 names it, e.g. `alpn`, or `key` and a number. */
  readonly key: string;
  /** Parts between commas; empty for a key without a value. */
  readonly values: readonly string[];
}

/** An HTTPS record: what browsers ask for before they connect. */
export interface HttpsRecord {
  /** 0 = an alias to `target`, which leads past every other record of the name. */
  readonly priority: number;
  /** Lower case, without the trailing dot; empty for `.`, the name itself. */
  readonly target: string;
  /** Ascending by number, each key once. */
  readonly params: readonly HttpsParam[];
}

/** By their numbers. @see https://www.rfc-editor.org/rfc/rfc9460#section-14.3.2 */
const KEYS = ['mandatory', 'alpn', 'no-default-alpn', 'port', 'ipv4hint', 'ech', 'ipv6hint'];
const PRIORITY_MAX = 65_535;
/** Longer is nobody's record (chosen; a value in Route 53 may be 4,000). */
const CHARACTERS_MAX = 1_024;
/** Their order says nothing; that of `alpn` is a preference. */
const SETS = ['mandatory', 'ipv4hint', 'ipv6hint'];

/** The number of a key on the wire. @returns null for an unknown one */
export function httpsKeyNumber(key: string): number | null {
  const known = KEYS.indexOf(key);
  if (known >= 0) return known;
  const digits = /^key(0|[1-9]\d{0,4})$/.exec(key)?.[1];
  return digits === undefined || Number(digits) > PRIORITY_MAX ? null : Number(digits);
}

/** The key of a number on the wire, as it is written. */
export const httpsKeyOf = (number: number): string => KEYS[number] ?? `key${number}`;

/**
 * Read an HTTPS record as RFC 9460 writes it: `1 . alpn="h2,h3" ipv4hint=192.0.2.1`. Escapes are
 * not read: no record of a school's platform needs them.
 *
 * @returns null for anything else, and when a key comes twice
 * @see https://www.rfc-editor.org/rfc/rfc9460#section-2.1
 */
export function parseHttpsRecord(text: string): HttpsRecord | null {
  if (text.length > CHARACTERS_MAX) return null;
  const head = /^\s*(\d{1,5})\s+(\.|[a-z0-9_.-]{1,254})(?=\s|$)/i.exec(text);
  const [whole = '', priority = '', target = ''] = head ?? [];
  if (head === null || Number(priority) > PRIORITY_MAX) return null;
  const params = readParams(text.slice(whole.length));
  if (params === null) return null;
  const plain = target.toLowerCase().replace(/\.$/, '');
  return { priority: Number(priority), target: plain, params };
}

function readParams(text: string): readonly HttpsParam[] | null {
  const params = new Map<number, HttpsParam>();
  const one = /\s+([a-z0-9-]{1,63})(?:=(?:"([^"\\]*)"|([^\s"\\]+)))?(?=\s|$)/y;
  const rest = text.trimEnd();
  while (one.lastIndex < rest.length) {
    const found = one.exec(rest);
    const number = found ? httpsKeyNumber(found[1] ?? '') : null;
    if (!found || number === null || params.has(number)) return null;
    const value = found[2] ?? found[3];
    const values = value === undefined ? [] : value.split(',');
    params.set(number, { key: httpsKeyOf(number), values });
  }
  return [...params].toSorted(([one], [other]) => one - other).map(([, param]) => param);
}

/** One spelling for records that say the same; other text is left as it is, but for its ends. */
export function comparableHttps(text: string): string {
  const record = parseHttpsRecord(text);
  if (record === null) return text.trim();
  const params = record.params.map(({ key, values }) => {
    const spelt = key === 'ipv6hint' ? values.map(shortest) : values;
    const listed = SETS.includes(key) ? spelt.toSorted() : spelt;
    return listed.length === 0 ? key : `${key}="${listed.join(',')}"`;
  });
  return [record.priority, `${record.target}.`, ...params].join(' ');
}

const shortest = (address: string): string => URL.parse(`http://[${address}]`)?.host ?? address;
