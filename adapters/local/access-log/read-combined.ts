import { createLogClock } from './log-clock.ts';
import { findByte } from './find-byte.ts';
import { type LineReader, type LogRecord, setBytes } from './log-record.ts';
import { readAddress } from './read-address.ts';
import { closingQuote, readRequest } from './read-request.ts';

const [SPACE, QUOTE, OPEN, CLOSE, DASH, BACKSLASH] = [32, 34, 91, 93, 45, 92];
/** An address, two names and a virtual host stand before the time: no server's are longer. Chosen. */
const HEAD_MAX_BYTES = 1_024;
/** `06/Apr/2021:08:00:00 +0200` */
const COMMON_TIME_BYTES = 26;

/**
 * The combined format, the common one, which ends before the referer, and Apache's `vhost_combined`,
 * which begins with a virtual host.
 *
 * @see https://httpd.apache.org/docs/2.4/logs.html#accesslog
 */
export function combinedReader(key: number): LineReader {
  const clock = createLogClock();
  const timeAt = (bytes: Uint8Array, open: number): number =>
    bytes[open + 3] === 47
      ? clock.common(bytes, open + 1)
      : clock.iso(bytes, open + 1, indexOf(bytes, CLOSE, open, open + 40));
  return {
    atSec: (bytes, from, to) => {
      const open = indexOf(bytes, OPEN, from, Math.min(to, from + HEAD_MAX_BYTES));
      return open < 0 || open + COMMON_TIME_BYTES > to ? Number.NaN : timeAt(bytes, open);
    },
    read: (bytes, from, to, into) => {
      setBytes(into, bytes);
      const open = readHead(bytes, from, to, key, into);
      if (open < 0 || open + COMMON_TIME_BYTES > to) return false;
      into.atSec = timeAt(bytes, open);
      into.zoneMin = clock.zoneMin();
      // NaN is the only number that is not itself.
      if (into.atSec !== into.atSec) return false;
      const from2 = indexOf(bytes, QUOTE, open + 20, to);
      const to2 = from2 < 0 ? -1 : readRequest(bytes, from2 + 1, to, into);
      return to2 >= 0 && readStatus(bytes, to2 + 2, to, into);
    },
  };
}

/** Who asked. @returns where the time's bracket opens; -1 when there is none */
function readHead(
  bytes: Uint8Array,
  from: number,
  to: number,
  key: number,
  into: LogRecord,
): number {
  const end = indexOf(bytes, SPACE, from, Math.min(to, from + HEAD_MAX_BYTES));
  if (end < 0) return -1;
  const open = indexOf(bytes, OPEN, end, Math.min(to, from + HEAD_MAX_BYTES));
  const kind = readAddress(bytes, from, end, key, into);
  if (open < 0 || kind === 'none') return -1;
  if (kind !== 'name') return open;
  const nextEnd = indexOf(bytes, SPACE, end + 1, open);
  const next = nextEnd < 0 ? 'none' : readAddress(bytes, end + 1, nextEnd, key, into);
  if (next === 'ipv4' || next === 'ipv6') return open;
  return readAddress(bytes, from, end, key, into) === 'none' ? -1 : open;
}

/** From the status on: `200 1234 "referer" "agent"`, the texts only where there are any. */
function readStatus(bytes: Uint8Array, from: number, to: number, into: LogRecord): boolean {
  const status = threeDigits(bytes, from);
  if (from + 3 > to || !(status >= 100 && status <= 599)) return false;
  into.status = status;
  let at = from + 4;
  let size = bytes[at] === DASH ? 0 : -1;
  for (; at < to; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) break;
    size = (size < 0 ? 0 : size) * 10 + digit;
  }
  into.sizeBytes = size;
  readTexts(bytes, at, to, into);
  return true;
}

function readTexts(bytes: Uint8Array, from: number, to: number, into: LogRecord): void {
  into.referer = 'not-logged';
  into.agentFrom = to;
  into.agentTo = to;
  const refererFrom = indexOf(bytes, QUOTE, from, to);
  if (refererFrom < 0) return;
  const refererTo = closingQuote(bytes, refererFrom + 1, to);
  if (refererTo < 0) return;
  const isEmpty = refererTo === refererFrom + 1;
  const isDash = refererTo === refererFrom + 2 && bytes[refererFrom + 1] === DASH;
  into.referer = isEmpty || isDash ? 'no' : 'yes';
  const agentFrom = indexOf(bytes, QUOTE, refererTo + 1, to);
  if (agentFrom < 0) return;
  const agentTo = agentEnd(into.view, agentFrom + 1, to);
  into.agentFrom = agentFrom + 1;
  into.agentTo = agentTo < 0 ? to : agentTo;
}

/** An agent is long, and holds no quote, but for odd ones. */
function agentEnd(view: DataView, from: number, to: number): number {
  const found = findByte(view, QUOTE, from, to);
  return found > from && view.getUint8(found - 1) === BACKSLASH
    ? closingQuote(new Uint8Array(view.buffer, view.byteOffset, view.byteLength), from, to)
    : found;
}

function threeDigits(bytes: Uint8Array, from: number): number {
  const hundreds = (bytes[from] as number) - 48;
  const tens = (bytes[from + 1] as number) - 48;
  return hundreds * 100 + tens * 10 + (bytes[from + 2] as number) - 48;
}

/** A loop: the next one is some twenty bytes away, nearer than a call into the engine is. */
function indexOf(bytes: Uint8Array, byte: number, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at] === byte) return at;
  return -1;
}
