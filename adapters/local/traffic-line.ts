/** What one line of an access log says, as far as the cause of a fall asks. */
export interface LogLine {
  readonly address: string;
  readonly at: number;
  /** Without its query, at most 200 characters. */
  readonly path: string;
  /** Without `?`; empty when there is none. */
  readonly query: string;
  readonly status: number;
  readonly hasReferer: boolean;
}

const PATH_MAX_CHARS = 200;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';

/** Remembers the last time read: hundreds of lines share a second. */
export interface TimeMemory {
  text: string;
  at: number;
}

/**
 * Read the time of a line of the combined format, in `[...]`: `06/Apr/2021:08:00:00 +0200` or
 * ISO 8601. @returns NaN when there is none
 */
export function timeOf(line: string, memory: TimeMemory): number {
  const from = line.indexOf('[');
  const to = from < 0 ? -1 : line.indexOf(']', from);
  if (to < 0 || to - from > 40) return Number.NaN;
  const text = line.slice(from + 1, to);
  if (text !== memory.text) {
    memory.text = text;
    memory.at = text[2] === '/' ? commonTime(text) : isoTime(text);
  }
  return memory.at;
}

/** @see https://httpd.apache.org/docs/2.4/mod/mod_log_config.html `%t` */
function commonTime(text: string): number {
  const month = MONTHS.indexOf(text.slice(3, 6)) / 3;
  if (!Number.isInteger(month) || month < 0) return Number.NaN;
  const number = (from: number, to: number) => Number(text.slice(from, to));
  const local = Date.UTC(
    number(7, 11),
    month,
    number(0, 2),
    number(12, 14),
    number(15, 17),
    number(18, 20),
  );
  const sign = text[21] === '-' ? -1 : 1;
  return local - sign * (number(22, 24) * 60 + number(24, 26)) * 60_000;
}

/** Without a zone an ISO time would be read in this machine's own: refused. */
const isoTime = (text: string): number =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)$/.test(text)
    ? Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'))
    : Number.NaN;

/**
 * Read one line of the combined log format. Indexes only, no pattern that could be made to run on.
 * @returns null when it is not one
 */
export function readLine(line: string, memory: TimeMemory): LogLine | null {
  const at = timeOf(line, memory);
  const addressEnd = line.indexOf(' ');
  const requestFrom = line.indexOf('"', line.indexOf(']'));
  if (Number.isNaN(at) || addressEnd < 2 || addressEnd > 45 || requestFrom < 0) return null;
  const requestTo = closingQuote(line, requestFrom + 1);
  const status = Number(line.slice(requestTo + 2, requestTo + 5));
  if (requestTo < 0 || !(status >= 100 && status <= 599)) return null;
  const target = line.slice(requestFrom + 1, requestTo).split(' ', 2)[1] ?? '';
  const mark = target.indexOf('?');
  const refererFrom = line.indexOf('"', requestTo + 1);
  return {
    address: line.slice(0, addressEnd),
    at,
    path: (mark < 0 ? target : target.slice(0, mark)).slice(0, PATH_MAX_CHARS),
    query: mark < 0 ? '' : target.slice(mark + 1),
    status,
    hasReferer: refererFrom > 0 && line[refererFrom + 1] !== '-' && line[refererFrom + 1] !== '"',
  };
}

/** Servers write a quote inside a field as `\"` or `\x22`. @returns -1 when there is none */
function closingQuote(line: string, from: number): number {
  let to = line.indexOf('"', from);
  while (to > from && line[to - 1] === '\\') to = line.indexOf('"', to + 1);
  return to;
}
