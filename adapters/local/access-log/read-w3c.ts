import { createLogClock } from './log-clock.ts';
import { type LineReader, type LogRecord, setBytes } from './log-record.ts';
import { readAddress } from './read-address.ts';

const [TAB, SPACE, DASH] = [9, 32, 45];
/** CloudFront has 33 fields. */
const FIELDS_MAX = 128;

/** Where each field stands in a line, by the line `#Fields:`; -1 of one that is not there. */
export interface W3cLayout {
  readonly count: number;
  readonly date: number;
  readonly time: number;
  readonly address: number;
  readonly path: number;
  readonly query: number;
  readonly status: number;
  readonly sizeBytes: number;
  readonly referer: number;
  readonly agent: number;
}

/** @returns null when the line is none, or lacks an instant or an address */
export function w3cLayoutOf(line: string): W3cLayout | null {
  if (!line.startsWith('#Fields:')) return null;
  const names = line
    .slice('#Fields:'.length)
    .trim()
    .split(/[\t ]+/)
    .map((name) => name.toLowerCase());
  const place = (name: string) => names.indexOf(name);
  const layout = {
    count: names.length,
    date: place('date'),
    time: place('time'),
    address: place('c-ip'),
    path: place('cs-uri-stem'),
    query: place('cs-uri-query'),
    status: place('sc-status'),
    sizeBytes: place('sc-bytes'),
    referer: place('cs(referer)'),
    agent: place('cs(user-agent)'),
  };
  const { count, date, time, address, path } = layout;
  return count <= FIELDS_MAX && Math.min(date, time, address, path) >= 0 ? layout : null;
}

/**
 * W3C extended logs: CloudFront's standard ones, with tabs between, and IIS's, with spaces.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html
 * @see https://www.w3.org/TR/WD-logfile.html
 */
export function w3cReader(key: number, layout: W3cLayout): LineReader {
  const clock = createLogClock();
  const starts = new Int32Array(FIELDS_MAX + 1);
  const split = (bytes: Uint8Array, from: number, to: number): boolean => {
    let count = 1;
    starts[0] = from;
    for (let at = from; at < to; at += 1) {
      const byte = bytes[at];
      if (byte !== TAB && byte !== SPACE) continue;
      if (count === layout.count) return false;
      starts[count] = at + 1;
      count += 1;
    }
    starts[count] = to + 1;
    return count === layout.count;
  };
  const fromOf = (field: number): number => starts[field] as number;
  const toOf = (field: number): number => (starts[field + 1] as number) - 1;
  const instant = (bytes: Uint8Array): number =>
    toOf(layout.date) - fromOf(layout.date) === 10 && toOf(layout.time) - fromOf(layout.time) >= 8
      ? clock.dayAndTime(bytes, fromOf(layout.date), fromOf(layout.time))
      : Number.NaN;
  const isThere = (bytes: Uint8Array, field: number): boolean =>
    field >= 0 &&
    toOf(field) > fromOf(field) &&
    !(toOf(field) === fromOf(field) + 1 && bytes[fromOf(field)] === DASH);
  const numberOf = (bytes: Uint8Array, field: number): number =>
    isThere(bytes, field) ? digits(bytes, fromOf(field), toOf(field)) : -1;

  const readTexts = (bytes: Uint8Array, into: LogRecord): void => {
    into.pathFrom = fromOf(layout.path);
    into.pathTo = toOf(layout.path);
    const hasQuery = isThere(bytes, layout.query);
    into.queryFrom = hasQuery ? fromOf(layout.query) : into.pathTo;
    into.queryTo = hasQuery ? toOf(layout.query) : into.pathTo;
    const hasAgent = isThere(bytes, layout.agent);
    into.agentFrom = hasAgent ? fromOf(layout.agent) : into.pathTo;
    into.agentTo = hasAgent ? toOf(layout.agent) : into.pathTo;
    into.referer =
      layout.referer < 0 ? 'not-logged' : isThere(bytes, layout.referer) ? 'yes' : 'no';
  };
  return {
    atSec: (bytes, from, to) => (split(bytes, from, to) ? instant(bytes) : Number.NaN),
    read: (bytes, from, to, into) => {
      if (!split(bytes, from, to)) return false;
      setBytes(into, bytes);
      into.atSec = instant(bytes);
      into.zoneMin = 0;
      const address = layout.address;
      const kind = readAddress(bytes, fromOf(address), toOf(address), key, into);
      if (kind === 'none' || into.atSec !== into.atSec) return false;
      readTexts(bytes, into);
      const status = numberOf(bytes, layout.status);
      into.status = status >= 100 && status <= 599 ? status : 0;
      into.sizeBytes = numberOf(bytes, layout.sizeBytes);
      return true;
    },
  };
}

function digits(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
