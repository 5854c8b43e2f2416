import { type BodyReader, bodyReader } from './probe-body.ts';
import { readHead } from './probe-head.ts';

/** What one check of an origin found. */
export interface ProbeResult {
  readonly passed: boolean;
  /** For people: what was wrong, or that nothing was. */
  readonly reason: string;
  /** The watcher itself could not look: nothing is said of the origin (P7). */
  readonly unseen?: true;
}

/** Reads one answer, whatever pieces it comes in. */
export interface AnswerReader {
  take(bytes: Buffer): void;
  /** What the check found; null until it is clear. */
  readonly result: () => ProbeResult | null;
  /**
   * `more` = the answer is not whole; `reusable` = it is, and the connection may be asked again;
   * `spent` = nothing more is read.
   */
  readonly state: () => 'more' | 'reusable' | 'spent';
}

/** "Response headers ≤ 16 KB" is Node's limit too. Interim answers count. */
const HEAD_MAX_BYTES = 16_384;

const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * A reader for one answer: status 2xx or 3xx, and the expected text wholly inside the first 5,120
 * bytes of the body. No expected text is found in any body.
 */
export function answerReader(expect: string): AnswerReader {
  const wanted = Buffer.from(expect);
  let fault: ProbeResult | null = null;
  let body: BodyReader | null = null;
  let kept = Buffer.alloc(0);
  let headBytes = 0;

  const refuse = (reason: string) => {
    fault = { passed: false, reason };
  };
  /** @returns what follows the head; null while it is not whole, or is none */
  function takeHead(bytes: Buffer): Buffer | null {
    const all = kept.length === 0 ? bytes : Buffer.concat([kept, bytes]);
    const end = all.indexOf(HEAD_END);
    if (headBytes + (end === -1 ? all.length : end) > HEAD_MAX_BYTES) {
      refuse('headers of more than 16 kB');
      return null;
    }
    kept = end === -1 ? Buffer.from(all) : Buffer.alloc(0);
    if (end === -1) return null;
    headBytes += end + HEAD_END.length;
    const head = readHead(all.toString('latin1', 0, end));
    if (!head) refuse('not an answer of HTTP/1.1');
    // An interim answer: the one that counts follows. 101 would leave HTTP.
    else if (head.status >= 200 || head.status === 101) body = bodyReader(head, wanted);
    return all.subarray(end + HEAD_END.length);
  }
  return {
    take(bytes) {
      let rest: Buffer | null = bytes;
      while (!body && !fault && rest) rest = takeHead(rest);
      if (rest) body?.take(rest);
    },
    result: () => fault ?? body?.result() ?? null,
    state: () => (fault ? 'spent' : (body?.state() ?? 'more')),
  };
}
