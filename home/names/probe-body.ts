import type { ProbeResult } from './probe-answer.ts';
import { type ChunkReader, chunkReader } from './probe-chunks.ts';
import type { AnswerHead } from './probe-head.ts';

/** The body of one answer, read in whatever pieces it comes. */
export interface BodyReading {
  readonly head: AnswerHead;
  readonly wanted: Buffer;
  /** What the check found; null until it is clear. */
  result: ProbeResult | null;
  /** As `stateOf` an answer has it. */
  state: 'more' | 'reusable' | 'spent';
  /** What was searched in vain so far; a copy. */
  text: Buffer;
  /** Bytes of the body so far. */
  taken: number;
  /** Where the body comes in chunks. */
  chunks: ChunkReader | null;
}

/** Route 53 looks for its search string in the first 5,120 bytes of the body. */
const BODY_MAX_BYTES = 5_120;
/** What is read of a longer body only to keep the connection. Chosen: beyond it a new one is cheaper. */
const DRAIN_MAX_BYTES = 65_536;

const NOTHING = Buffer.alloc(0);

/** Begin to read the body that follows this head. */
export function bodyReading(head: AnswerHead, wanted: Buffer): BodyReading {
  const reading: BodyReading = {
    head,
    wanted,
    result: null,
    state: 'more',
    text: NOTHING,
    taken: 0,
    chunks: null,
  };
  if (head.body === 'chunked') reading.chunks = chunkReader((bytes) => search(reading, bytes));
  const { status } = head;
  if (status < 200 || status > 399) settle(reading, false, `HTTP ${status}`);
  else if (wanted.length === 0) settle(reading, true, `HTTP ${status}`);
  return reading;
}

/** Take what came of it. @param bytes the caller may use them again afterwards */
export function takeBody(reading: BodyReading, bytes: Buffer): void {
  if (reading.state === 'reusable') reading.state = 'spent';
  if (reading.state === 'spent') return;
  const { head, chunks } = reading;
  if (typeof head.body === 'number') return takeOfLength(reading, bytes, head.body);
  if (chunks === null) return search(reading, bytes);
  const came = chunks(bytes);
  if (came === 'whole') finish(reading);
  if (came === 'broken') {
    settle(reading, false, 'a broken body');
    reading.state = 'spent';
  }
}

function takeOfLength(reading: BodyReading, bytes: Buffer, length: number): void {
  const left = length - reading.taken;
  if (bytes.length > 0) search(reading, bytes.length > left ? bytes.subarray(0, left) : bytes);
  if (reading.taken === length && reading.state === 'more') finish(reading);
  // Bytes after a whole answer: they could be taken for the next one.
  if (bytes.length > left) reading.state = 'spent';
}

function search(reading: BodyReading, bytes: Buffer): void {
  reading.taken += bytes.length;
  if (reading.taken > DRAIN_MAX_BYTES) reading.state = 'spent';
  if (reading.result) return;
  const { text, wanted, head } = reading;
  const room = BODY_MAX_BYTES - text.length;
  const piece = bytes.length > room ? bytes.subarray(0, room) : bytes;
  const all = text === NOTHING ? piece : Buffer.concat([text, piece]);
  if (all.includes(wanted)) settle(reading, true, `HTTP ${head.status}, text found`);
  else if (all.length === BODY_MAX_BYTES)
    settle(reading, false, 'text not in the first 5,120 bytes');
  else reading.text = all === piece ? Buffer.from(piece) : all;
}

function finish(reading: BodyReading): void {
  settle(reading, false, 'text not found');
  if (reading.state === 'more') reading.state = reading.head.keepAlive ? 'reusable' : 'spent';
}

/** The first word counts. */
function settle(reading: BodyReading, passed: boolean, reason: string): void {
  reading.result ??= { passed, reason };
  if (!reading.result.passed) reading.state = 'spent';
}
