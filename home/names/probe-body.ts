import type { ProbeResult } from './probe-answer.ts';
import { chunkReader } from './probe-chunks.ts';
import type { AnswerHead } from './probe-head.ts';

/** Reads the body of one answer, whatever pieces it comes in. */
export interface BodyReader {
  take(bytes: Buffer): void;
  /** What the check found; null until it is clear. */
  readonly result: () => ProbeResult | null;
  /** As AnswerReader has it. */
  readonly state: () => 'more' | 'reusable' | 'spent';
}

/** Route 53 looks for its search string in the first 5,120 bytes of the body. */
const BODY_MAX_BYTES = 5_120;
/** What is read of a longer body only to keep the connection. Chosen: beyond it a new one is cheaper. */
const DRAIN_MAX_BYTES = 65_536;

/** A reader for the body that follows this head. */
export function bodyReader({ status, body, keepAlive }: AnswerHead, wanted: Buffer): BodyReader {
  let state: 'more' | 'reusable' | 'spent' = 'more';
  let result: ProbeResult | null = null;
  let text = Buffer.alloc(0);
  let taken = 0;

  function settle(passed: boolean, reason: string): void {
    result ??= { passed, reason };
    if (!result.passed) state = 'spent';
  }
  function search(bytes: Buffer): void {
    taken += bytes.length;
    if (taken > DRAIN_MAX_BYTES) state = 'spent';
    if (result) return;
    text = Buffer.concat([text, bytes.subarray(0, BODY_MAX_BYTES - text.length)]);
    if (text.includes(wanted)) settle(true, `HTTP ${status}, text found`);
    else if (text.length === BODY_MAX_BYTES) settle(false, 'text not in the first 5,120 bytes');
  }
  function finish(): void {
    settle(false, 'text not found');
    if (state === 'more') state = keepAlive ? 'reusable' : 'spent';
  }
  function takeOfLength(bytes: Buffer, length: number): void {
    const left = length - taken;
    if (bytes.length > 0) search(bytes.subarray(0, left));
    if (taken === length && state === 'more') finish();
    // Bytes after a whole answer: they could be taken for the next one.
    if (bytes.length > left) state = 'spent';
  }
  const takeChunks = chunkReader(search);

  if (status < 200 || status > 399) settle(false, `HTTP ${status}`);
  else if (wanted.length === 0) settle(true, `HTTP ${status}`);
  return {
    take(bytes) {
      if (state === 'reusable') state = 'spent';
      if (state === 'spent') return;
      if (typeof body === 'number') return takeOfLength(bytes, body);
      if (body === 'until-close') return search(bytes);
      const chunks = takeChunks(bytes);
      if (chunks === 'whole') finish();
      if (chunks === 'broken') {
        settle(false, 'a broken body');
        state = 'spent';
      }
    },
    result: () => result,
    state: () => state,
  };
}
