import { setTimeout as delay } from 'node:timers/promises';
import { PreauError } from '../../core/errors.ts';
import type { Answerable } from './read-request.ts';

/** What is decided: to go on, or why not. */
export interface Verdict {
  readonly physicalId: string;
  /** Absent: go on. */
  readonly refusal?: string;
}

/** CloudFormation takes 4,096 bytes in all. @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const REASON_BYTES_MAX = 2_000;
const TRIES = 4;
const TIMEOUT_MS = 10_000;
/** 1, 2 and 4 s between tries. Chosen. */
const FIRST_WAIT_MS = 1_000;

/** Writes the answer where CloudFormation reads it. */
export type PutAnswer = (url: string, body: string) => Promise<void>;

/** The answer to a request. */
export function answerTo(request: Answerable, { physicalId, refusal }: Verdict): string {
  return JSON.stringify({
    Status: refusal === undefined ? 'SUCCESS' : 'FAILED',
    ...(refusal !== undefined && { Reason: shortened(refusal) }),
    PhysicalResourceId: physicalId,
    StackId: request.StackId,
    RequestId: request.RequestId,
    LogicalResourceId: request.LogicalResourceId,
  });
}

/** Cut between characters, and said to be. */
function shortened(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= REASON_BYTES_MAX) return text;
  const kept = bytes
    .subarray(0, REASON_BYTES_MAX)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
  return `${kept} … and more: see the log of the function`;
}

/**
 * Put the answer, and again when it does not arrive: without it the stack waits for an hour.
 *
 * @throws PreauError `store-unavailable`
 */
export function putAnswer(pause: (ms: number) => Promise<unknown> = delay): PutAnswer {
  return async (url, body) => {
    let last: unknown;
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (tries > 0) await pause(FIRST_WAIT_MS * 2 ** (tries - 1));
      try {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        // The address is signed for an empty type.
        const headers = { 'content-type': '' };
        const { ok, status } = await fetch(url, { method: 'PUT', body, headers, signal });
        if (ok) return;
        last = `HTTP ${status}`;
      } catch (error) {
        last = error;
      }
    }
    throw new PreauError(
      'store-unavailable',
      `Expected CloudFormation's bucket to take the answer, got ${String(last)} in ${TRIES} tries. The stack waits for its own limit; deploy again.`,
      { cause: last },
    );
  };
}
