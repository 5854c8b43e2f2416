import { viewOf } from './find-byte.ts';
import { hashBytes, mixHash } from './hash-bytes.ts';
import type { LogRecord } from './log-record.ts';

/** Networks are numbered below this: /24s of IPv4 exactly, then all others by 24 bits of a hash. */
export const NETWORKS = 2 ** 25;
const OTHER_NETWORKS = 2 ** 24;
/** RFC 1035 allows a name of 255 bytes where a server looks names up. */
const ADDRESS_MAX_BYTES = 255;
const [DOT, COLON] = [46, 58];

/** What stands where an address is expected. */
export type AddressKind = 'ipv4' | 'ipv6' | 'name' | 'none';

/**
 * Note who asked: a keyed hash of the address, and its network: the /24 of IPv4, the /48 of IPv6,
 * and a name by itself.
 */
export function readAddress(
  bytes: Uint8Array,
  from: number,
  to: number,
  key: number,
  into: LogRecord,
): AddressKind {
  if (to - from < 1 || to - from > ADDRESS_MAX_BYTES) return 'none';
  const ipv4 = readIpv4(bytes, from, to);
  if (ipv4 >= 0) {
    into.addressHash = mixHash(ipv4 ^ key);
    into.network = ipv4 >>> 8;
    return 'ipv4';
  }
  return readOther(bytes, from, to, key, into);
}

/** The address as a number below 2^32; -1 of anything else. */
function readIpv4(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte >= 48 && byte <= 57 && digits < 3) {
      part = part * 10 + byte - 48;
      digits += 1;
    } else if (byte === DOT && digits > 0 && part <= 255) {
      value = value * 256 + part;
      dots += 1;
      part = 0;
      digits = 0;
    } else return -1;
  }
  return dots === 3 && digits > 0 && part <= 255 ? value * 256 + part : -1;
}

function readOther(
  bytes: Uint8Array,
  from: number,
  to: number,
  key: number,
  into: LogRecord,
): AddressKind {
  const first = bytes[from] as number;
  if (first === 45 && to - from === 1) return 'none';
  const kind = isIpv6(bytes, from, to) ? 'ipv6' : 'name';
  if (kind === 'ipv6') {
    const mapped = mappedIpv4(bytes, from, to);
    if (mapped > 0) return readAddress(bytes, mapped, to, key, into);
  }
  lowerCase(bytes, from, to);
  into.addressHash = hashBytes(loweredView, 0, to - from, key);
  const network = kind === 'ipv6' ? networkEnd(lowered, to - from) : to - from;
  into.network = OTHER_NETWORKS + (hashBytes(loweredView, 0, network, key) >>> 8);
  return kind;
}

function isIpv6(bytes: Uint8Array, from: number, to: number): boolean {
  let colons = 0;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    const lower = byte | 32;
    if (byte === COLON) colons += 1;
    else if (!(byte >= 48 && byte <= 57) && !(lower >= 97 && lower <= 102) && byte !== DOT)
      return false;
  }
  return colons >= 2;
}

/** Where the IPv4 part of `::ffff:192.0.2.1` begins; 0 of anything else. */
function mappedIpv4(bytes: Uint8Array, from: number, to: number): number {
  const last = bytes.subarray(from, to).lastIndexOf(COLON) + from;
  return bytes.subarray(last, to).includes(DOT) ? last + 1 : 0;
}

const lowered = new Uint8Array(ADDRESS_MAX_BYTES);
const loweredView = viewOf(lowered);

function lowerCase(bytes: Uint8Array, from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] as number;
    lowered[at - from] = byte >= 65 && byte <= 90 ? byte | 32 : byte;
  }
}

/** Where the first 48 bits end: after three groups, or at `::`, whose zeros go without saying. */
function networkEnd(text: Uint8Array, length: number): number {
  let groups = 0;
  for (let at = 0; at < length; at += 1) {
    if (text[at] !== COLON) continue;
    groups += 1;
    if (groups === 3 || text[at + 1] === COLON) return at;
  }
  return length;
}
