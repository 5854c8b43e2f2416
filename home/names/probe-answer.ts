import { type BodyReading, bodyReading, takeBody } from './probe-body.ts';
import { readHead } from './probe-head.ts';

/** What one check of an origin found. */
export interface ProbeResult {
  readonly passed: boolean;
  /** For people: what was wrong, or that nothing was. */
  readonly reason: string;
  /** The watcher itself could not look: nothing is said of the origin (P7). */
  readonly unseen?: true;
}

/**
 * One answer, read in whatever pieces it comes. A record that changes, and no closures: hundreds of
 * origins are asked every quarter of a second, and what each answer leaves to be collected costs more
 * than reading it.
 */
export interface AnswerReading {
  /** Never changed. */
  readonly wanted: Buffer;
  fault: ProbeResult | null;
  body: BodyReading | null;
  /** Of a head that is not whole; a copy. */
  kept: Buffer;
  headBytes: number;
}

/** "Response headers ≤ 16 KB" is Node's limit too. Interim answers count. */
const HEAD_MAX_BYTES = 16_384;

const HEAD_END = Buffer.from('\r\n\r\n');
const NOTHING = Buffer.alloc(0);

/**
 * Begin to read one answer: status 2xx or 3xx, and the expected text wholly inside the first 5,120
 * bytes of the body. No expected text is found in any body.
 *
 * @param wanted the expected text; not changed meanwhile
 */
export const answerReading = (wanted: Buffer): AnswerReading => ({
  wanted,
  fault: null,
  body: null,
  kept: NOTHING,
  headBytes: 0,
});

/** Take what came. @param bytes the caller may use them again afterwards */
export function takeAnswer(reading: AnswerReading, bytes: Buffer): void {
  let rest: Buffer | null = bytes;
  while (!reading.body && !reading.fault && rest) rest = takeHead(reading, rest);
  if (rest && reading.body) takeBody(reading.body, rest);
}

/** What the check found; null until it is clear. */
export const resultOf = ({ fault, body }: AnswerReading): ProbeResult | null =>
  fault ?? body?.result ?? null;

/**
 * `more` = the answer is not whole; `reusable` = it is, and the connection may be asked again;
 * `spent` = nothing more is read.
 */
export const stateOf = ({ fault, body }: AnswerReading): 'more' | 'reusable' | 'spent' =>
  fault ? 'spent' : (body?.state ?? 'more');

/** @returns what follows the head; null while it is not whole, or is none */
function takeHead(reading: AnswerReading, bytes: Buffer): Buffer | null {
  const all = reading.kept === NOTHING ? bytes : Buffer.concat([reading.kept, bytes]);
  const end = all.indexOf(HEAD_END);
  if (reading.headBytes + (end === -1 ? all.length : end) > HEAD_MAX_BYTES) {
    refuse(reading, 'headers of more than 16 kB');
    return null;
  }
  reading.kept = end === -1 ? Buffer.from(all) : NOTHING;
  if (end === -1) return null;
  reading.headBytes += end + HEAD_END.length;
  const head = readHead(all.toString('latin1', 0, end));
  if (!head) refuse(reading, 'not an answer of HTTP/1.1');
  // An interim answer: the one that counts follows. 101 would leave HTTP.
  else if (head.status >= 200 || head.status === 101)
    reading.body = bodyReading(head, reading.wanted);
  return all.subarray(end + HEAD_END.length);
}

function refuse(reading: AnswerReading, reason: string): void {
  reading.fault = { passed: false, reason };
}
