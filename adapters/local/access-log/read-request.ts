import type { LogRecord } from './log-record.ts';

const [SPACE, QUOTE, BACKSLASH, QUESTION] = [32, 34, 92, 63];

/**
 * Read `GET /path?query HTTP/1.1` from behind its opening quote. What is no request, such as the
 * first bytes of TLS on a plain port, has no path.
 *
 * @returns where its closing quote stands; -1 when there is none
 */
export function readRequest(bytes: Uint8Array, from: number, to: number, into: LogRecord): number {
  let at = from;
  let target = -1;
  let question = -1;
  let end = -1;
  for (; at < to; at += 1) {
    const byte = bytes[at] as number;
    if (byte === SPACE) {
      if (target < 0) target = at + 1;
      else if (end < 0) end = at;
    } else if (byte === QUESTION) {
      if (question < 0 && target >= 0 && end < 0) question = at;
    } else if (byte === QUOTE && !isEscaped(bytes, at, from)) break;
  }
  if (at >= to) return -1;
  if (target < 0) target = at;
  if (end < 0) end = at;
  noteTarget(target, question, end, into);
  return at;
}

function noteTarget(target: number, question: number, end: number, into: LogRecord): void {
  into.pathFrom = target;
  into.pathTo = question < 0 ? end : question;
  into.queryFrom = question < 0 ? end : question + 1;
  into.queryTo = end;
}

/** Servers write a quote inside a field as `\"` or `\x22`, and a backslash as `\\`. */
export function closingQuote(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at += 1)
    if (bytes[at] === QUOTE && !isEscaped(bytes, at, from)) return at;
  return -1;
}

function isEscaped(bytes: Uint8Array, at: number, from: number): boolean {
  let slashes = 0;
  while (at - 1 - slashes >= from && bytes[at - 1 - slashes] === BACKSLASH) slashes += 1;
  return slashes % 2 === 1;
}

/**
 * The path of a target that may be a whole address, `https://host:443/path?query`, as load balancers
 * write it.
 */
export function cutOrigin(bytes: Uint8Array, into: LogRecord): void {
  const { pathFrom, pathTo } = into;
  let slashes = 0;
  if (bytes[pathFrom] === 47 || (bytes[pathFrom + 4] !== 58 && bytes[pathFrom + 5] !== 58)) return;
  for (let at = pathFrom; at < pathTo; at += 1) {
    if (bytes[at] !== 47) continue;
    slashes += 1;
    if (slashes === 3) {
      into.pathFrom = at;
      return;
    }
  }
}
