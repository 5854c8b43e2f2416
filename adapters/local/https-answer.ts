import { comparableHttps, httpsKeyOf } from '../../core/shelter/https-record.ts';

/** The lists of addresses, by key, with the length of one. */
const HINTS: Readonly<Record<number, number>> = { 4: 4, 6: 16 };
const ALPN = 1;
const PORT = 3;
/** More labels or parameters, and it is nobody's record (RFC 1035 has 127 labels at most). */
const PARTS_MAX = 128;

/**
 * An HTTPS record's bytes (type 65, RFC 9460 2.2) as text, in one spelling per record: no codec at
 * hand reads them. Keys without a reading of their own are shown as `ech=<base64>`.
 *
 * @returns null for bytes that are no such record
 */
export function readHttpsAnswer(data: Buffer): string | null {
  if (data.length < 3) return null;
  const target = readName(data, 2);
  if (target === null) return null;
  const params = readParams(data.subarray(target.end));
  if (params === null) return null;
  return comparableHttps([data.readUInt16BE(0), target.name, ...params].join(' '));
}

/** Uncompressed (RFC 9460 2.2), and made of what host names are made of. */
function readName(
  data: Buffer,
  from: number,
): { readonly name: string; readonly end: number } | null {
  const labels: string[] = [];
  let at = from;
  for (let parts = 0; parts < PARTS_MAX; parts += 1) {
    const length = data[at];
    if (length === undefined || length > 63 || at + length >= data.length) return null;
    if (length === 0) return { name: `${labels.join('.')}.`, end: at + 1 };
    const label = data.toString('latin1', at + 1, at + 1 + length);
    if (!/^[\w-]+$/.test(label)) return null;
    labels.push(label);
    at += 1 + length;
  }
  return null;
}

function readParams(data: Buffer): readonly string[] | null {
  const params: string[] = [];
  let at = 0;
  while (at < data.length && params.length < PARTS_MAX) {
    if (at + 4 > data.length) return null;
    const [key, length] = [data.readUInt16BE(at), data.readUInt16BE(at + 2)];
    const value = data.subarray(at + 4, at + 4 + length);
    const text = value.length < length ? null : readValue(key, value);
    if (text === null) return null;
    params.push(text === '' ? httpsKeyOf(key) : `${httpsKeyOf(key)}="${text}"`);
    at += 4 + length;
  }
  return at === data.length ? params : null;
}

function readValue(key: number, value: Buffer): string | null {
  const width = HINTS[key];
  if (width !== undefined) return value.length % width === 0 ? hints(value, width) : null;
  if (key === ALPN) return protocols(value);
  if (key === PORT) return value.length === 2 ? String(value.readUInt16BE(0)) : null;
  return value.toString('base64');
}

function hints(value: Buffer, width: number): string {
  const addresses = Array.from({ length: value.length / width }, (_, index) => {
    const bytes = value.subarray(index * width, (index + 1) * width);
    return width === 4 ? bytes.join('.') : (bytes.toString('hex').match(/.{4}/g) ?? []).join(':');
  });
  return addresses.join(',');
}

function protocols(value: Buffer): string | null {
  const found: string[] = [];
  for (let at = 0; at < value.length; at += 1 + (value[at] ?? 0)) {
    const name = value.toString('latin1', at + 1, at + 1 + (value[at] ?? 0));
    if (name.length !== value[at] || !/^[\w./-]+$/.test(name)) return null;
    found.push(name);
  }
  return found.join(',');
}
