import { httpsKeyNumber, parseHttpsRecord } from '../../core/shelter/https-record.ts';
import { ipv4Data, ipv6Data } from './record-address.ts';
import { wireName } from './record-wire.ts';

/** A parameter's values in bytes; `null` for what is none of it. */
type Encode = (values: readonly string[]) => Buffer | null;

/** RFC 9460 14.3.2. A key that has only a number says what its bytes mean to nobody here. */
const ENCODE: Readonly<Record<string, Encode>> = {
  mandatory: (keys) => listOf(keys, (key) => uint16(httpsKeyNumber(key))),
  alpn: (protocols) => listOf(protocols, protocol),
  'no-default-alpn': (values) => (values.length === 0 ? Buffer.alloc(0) : null),
  port: ([port = '', ...rest]) =>
    rest.length === 0 && /^\d{1,5}$/.test(port) ? uint16(Number(port)) : null,
  ipv4hint: (addresses) => listOf(addresses, ipv4Data),
  ech: ([config = '', ...rest]) => (rest.length === 0 ? base64(config) : null),
  ipv6hint: (addresses) => listOf(addresses, ipv6Data),
};

/**
 * The RDATA of an HTTPS record (type 65) as RFC 9460 writes it: `1 . alpn="h2,h3" port=8443`.
 * Parameters go on the wire in the order of their numbers (2.2).
 *
 * @returns `null` for anything else; for parameters beside priority 0, which is an alias (2.4.2);
 *   for no-default-alpn without alpn (7.1.1), and a mandatory key that is not there (8)
 * @see https://www.rfc-editor.org/rfc/rfc9460
 */
export function httpsData(value: string): Buffer | null {
  const record = parseHttpsRecord(value);
  const target = record && wireName(record.target);
  if (!record || !target || !holdsTogether(record)) return null;
  const parts: Buffer[] = [];
  for (const { key, values } of record.params) {
    const bytes = ENCODE[key]?.(values) ?? null;
    const number = httpsKeyNumber(key);
    if (!bytes || number === null) return null;
    parts.push(uint16(number) ?? bytes, uint16(bytes.length) ?? bytes, bytes);
  }
  const priority = uint16(record.priority);
  return priority && Buffer.concat([priority, target, ...parts]);
}

type Read = NonNullable<ReturnType<typeof parseHttpsRecord>>;

function holdsTogether({ priority, params }: Read): boolean {
  if (priority === 0) return params.length === 0;
  const keys = new Set(params.map(({ key }) => key));
  const mandatory = params.find(({ key }) => key === 'mandatory')?.values ?? [];
  if (keys.has('no-default-alpn') && !keys.has('alpn')) return false;
  // 8: it never names itself, and each key once.
  const named = new Set(mandatory);
  return (
    named.size === mandatory.length &&
    !named.has('mandatory') &&
    mandatory.every((key) => keys.has(key))
  );
}

function listOf<Value>(values: readonly Value[], encode: (value: Value) => Buffer | null) {
  const items = values.map(encode).filter((item) => item !== null);
  return items.length > 0 && items.length === values.length ? Buffer.concat(items) : null;
}

/** A protocol of RFC 7301 after its length. No registered name needs an escape. */
const protocol = (text: string): Buffer | null =>
  /^[\w./-]{1,255}$/.test(text) ? Buffer.from(String.fromCharCode(text.length) + text) : null;

const base64 = (text: string): Buffer | null =>
  /^[A-Za-z0-9+/]+={0,2}$/.test(text) && text.length % 4 === 0 ? Buffer.from(text, 'base64') : null;

function uint16(number: number | null): Buffer | null {
  if (number === null || number > 65_535) return null;
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(number);
  return bytes;
}
