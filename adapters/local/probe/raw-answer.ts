import type { RawAnswer } from '../../../core/watch/probe-record.ts';
import { hashOf } from '../hash.ts';
import type { ProbedPage } from './ask-page.ts';

const BODY_BYTES = 512;
const TEXT_MAX_CHARS = 200;

/**
 * What tells who answered and why: a server, a cache or a gate before it. Never a cookie, which
 * may be somebody's way in.
 */
const HEADERS = [
  'age',
  'cache-control',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'location',
  'retry-after',
  'server',
  'via',
  'x-cache',
] as const;

/** The raw record of a page, bounded. */
export function rawAnswer({ statusLine, headers, body }: ProbedPage): RawAnswer {
  const kept = HEADERS.flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, String(value).slice(0, TEXT_MAX_CHARS)] as const];
  });
  return {
    statusLine: statusLine.slice(0, TEXT_MAX_CHARS),
    headers: Object.fromEntries(kept),
    bodyStart: body.subarray(0, BODY_BYTES).toString('utf8'),
    body: { sizeBytes: body.length, sha256: hashOf(body) },
  };
}
