import { createLogClock } from './log-clock.ts';
import { type LineReader, type LogRecord, setBytes } from './log-record.ts';
import { readAddress } from './read-address.ts';
import { closingQuote, cutOrigin, readRequest } from './read-request.ts';

const [SPACE, QUOTE, COLON, OPEN, DASH] = [32, 34, 58, 91, 45];
/** Twelve fields stand before the request. */
const FIELDS = 12;

/**
 * Access logs of an Application Load Balancer; those of a classic one lack the first field. They have
 * no referer.
 *
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
export function albReader(key: number): LineReader {
  const clock = createLogClock();
  const starts = new Int32Array(FIELDS + 1);
  /** Where each field before the request begins. @returns how many of them a line lacks, -1 for no line */
  const splitHead = (bytes: Uint8Array, from: number, to: number): number => {
    let count = 1;
    starts[0] = from;
    for (let at = from; at < to && count <= FIELDS; at += 1) {
      const byte = bytes[at];
      if (byte === QUOTE) break;
      if (byte === SPACE) {
        starts[count] = at + 1;
        count += 1;
      }
    }
    const lacks = FIELDS + 1 - count;
    return lacks === 0 || (lacks === 1 && isDigit(bytes, from)) ? lacks : -1;
  };
  const startOf = (field: number): number => starts[field] as number;
  return {
    atSec: (bytes, from, to) => {
      const lacks = splitHead(bytes, from, to);
      return lacks < 0 ? Number.NaN : clock.iso(bytes, startOf(1 - lacks), startOf(2 - lacks) - 1);
    },
    read: (bytes, from, to, into) => {
      const lacks = splitHead(bytes, from, to);
      if (lacks < 0 || bytes[startOf(FIELDS - lacks)] !== QUOTE) return false;
      setBytes(into, bytes);
      into.atSec = clock.iso(bytes, startOf(1 - lacks), startOf(2 - lacks) - 1);
      into.zoneMin = 0;
      const client = startOf(3 - lacks);
      if (
        into.atSec !== into.atSec ||
        !readClient(bytes, client, startOf(4 - lacks) - 1, key, into)
      )
        return false;
      into.status = statusAt(bytes, startOf(8 - lacks));
      into.sizeBytes = digitsAt(bytes, startOf(11 - lacks));
      into.referer = 'not-logged';
      const end = readRequest(bytes, startOf(FIELDS - lacks) + 1, to, into);
      if (end < 0) return false;
      cutOrigin(bytes, into);
      readAgent(bytes, end, to, into);
      return true;
    },
  };
}

function readAgent(bytes: Uint8Array, end: number, to: number, into: LogRecord): void {
  const hasAgent = bytes[end + 1] === SPACE && bytes[end + 2] === QUOTE;
  const agentTo = hasAgent ? closingQuote(bytes, end + 3, to) : -1;
  into.agentFrom = agentTo < 0 ? to : end + 3;
  into.agentTo = agentTo < 0 ? to : agentTo;
}

/** `192.168.131.39:2817`, or IPv6 in brackets. */
function readClient(
  bytes: Uint8Array,
  from: number,
  to: number,
  key: number,
  into: LogRecord,
): boolean {
  let end = to - 1;
  while (end > from && bytes[end] !== COLON) end -= 1;
  const isBracketed = bytes[from] === OPEN;
  const begin = isBracketed ? from + 1 : from;
  return readAddress(bytes, begin, isBracketed ? end - 1 : end, key, into) !== 'none';
}

const isDigit = (bytes: Uint8Array, at: number): boolean =>
  (bytes[at] as number) >= 48 && (bytes[at] as number) <= 57;

/** 0 of `-`: the client went before an answer. */
const statusAt = (bytes: Uint8Array, from: number): number => {
  const status = bytes[from] === DASH ? 0 : digitsAt(bytes, from);
  return status >= 100 && status <= 599 ? status : 0;
};

function digitsAt(bytes: Uint8Array, from: number): number {
  let value = -1;
  for (let at = from; isDigit(bytes, at); at += 1)
    value = (value < 0 ? 0 : value) * 10 + (bytes[at] as number) - 48;
  return value;
}
