import { createLogClock } from './log-clock.ts';
import { type JsonLine, jsonLineOf } from './json-line.ts';
import { type LineReader, type LogRecord, setBytes } from './log-record.ts';
import { readAddress } from './read-address.ts';
import { cutOrigin, readRequest } from './read-request.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';

/** More than the longest line can hold, at three bytes of UTF-8 for each of its characters. */
const SCRATCH_BYTES = 65_536;
const QUOTE = 34;
/** A number this large counts milliseconds, and would be seconds of the year 5138 otherwise. */
const MILLISECONDS_FROM = 1e11;
/** The end of the year 9999: later ones cannot be written with four digits, nor told to anybody. */
const LATEST_SEC = 253_402_300_799;

/**
 * One JSON document a line, with the names that nginx, Caddy, Traefik and their like give: see
 * `jsonLineOf`. Texts are unescaped into a scratch of the reader's own.
 */
export function jsonReader(key: number): LineReader {
  const clock = createLogClock();
  const scratch = new Uint8Array(SCRATCH_BYTES);
  const encoder = new TextEncoder();
  let used = 0;
  const put = (text: string): void => {
    used += encoder.encodeInto(text, scratch.subarray(used)).written;
  };
  const instant = (at: string | number): number => {
    if (typeof at === 'number') {
      const sec = Math.floor(at < MILLISECONDS_FROM ? at : at / 1_000);
      return Math.abs(sec) <= LATEST_SEC ? sec : Number.NaN;
    }
    if (/^\d+(?:\.\d+)?$/.test(at)) return instant(Number(at));
    used = 0;
    put(at);
    return scratch[2] === 47 ? clock.common(scratch, 0) : clock.iso(scratch, 0, used);
  };
  const readTarget = (line: JsonLine, into: LogRecord): void => {
    const from = used;
    // A path of its own is read as a request's would be.
    put(line.request ?? `- ${line.target ?? ''}`);
    scratch[used] = QUOTE;
    used += 1;
    if (readRequest(scratch, from, used, into) < 0) into.pathTo = into.pathFrom;
    cutOrigin(scratch, into);
  };
  return {
    atSec: (bytes, from, to) => {
      const line = parse(bytes, from, to);
      return line === null ? Number.NaN : instant(line.at);
    },
    read: (bytes, from, to, into) => {
      const line = parse(bytes, from, to);
      if (line === null) return false;
      setBytes(into, scratch);
      into.atSec = instant(line.at);
      into.zoneMin = clock.zoneMin();
      used = 0;
      put(line.address);
      const isKnown = readAddress(scratch, 0, used, key, into) !== 'none';
      readTarget(line, into);
      into.status = line.status;
      into.sizeBytes = line.sizeBytes;
      into.referer = line.referer;
      into.agentFrom = used;
      put(line.agent);
      into.agentTo = used;
      return isKnown && into.atSec === into.atSec;
    },
  };
}

function parse(bytes: Uint8Array, from: number, to: number): JsonLine | null {
  if (bytes[from] !== 123) return null;
  try {
    return jsonLineOf(
      parseForeignJson(Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString()),
    );
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
