import type { Dispatcher } from 'undici';
import errors from 'undici/lib/core/errors.js';
import type { FetchLimits } from './crawl-request.ts';
import type { Cookies } from './cookies.ts';
import { OffLimits } from './reach.ts';
import { answerHandler } from './answer-handler.ts';
import type { Body, BodyRefusal, BodySlots } from './body-sink.ts';

/** What came of asking for one address. Redirects are told, not followed. */
export type Fetched =
  | { readonly kind: 'body'; readonly head: AnswerHead; readonly body: Body }
  /** Of a type that is not wanted: hung up on. */
  | { readonly kind: 'unwanted'; readonly head: AnswerHead }
  /** 304, and every status without a lesson in it. */
  | { readonly kind: 'status'; readonly head: AnswerHead }
  | { readonly kind: 'redirect'; readonly head: AnswerHead; readonly to: string }
  | { readonly kind: 'refused'; readonly head: AnswerHead; readonly reason: BodyRefusal }
  | { readonly kind: 'failed'; readonly reason: FetchFailure };

export type FetchFailure = 'too-slow' | 'unreachable' | 'off-limits' | 'paused';

export interface AnswerHead {
  readonly status: number;
  readonly type: string;
  readonly etag: string | null;
  readonly modified: string | null;
  readonly retryAfter: string | undefined;
  /** To the head of the answer: what the host itself needed. */
  readonly tookMs: number;
}

export interface FetchRequest {
  readonly url: string;
  readonly headers: { readonly [name: string]: string };
  /** Decompressed bytes that an answer of this content type may have; 0 when it is not wanted. */
  readonly maxBytes: (type: string) => number;
  /** Whether that is read whole. */
  readonly isText: (type: string) => boolean;
  readonly spillPath: string;
  /** Sent as a form, by POST. */
  readonly form?: string;
}

export interface Fetcher {
  readonly dispatcher: Dispatcher;
  readonly limits: FetchLimits;
  readonly cookies: Cookies;
  readonly slots: BodySlots;
  /** Milliseconds from anywhere: only differences count. */
  readonly stopwatch: () => number;
  readonly signal?: AbortSignal | undefined;
}

/** Ask for one address, within every limit. Never rejects for what the other side does. */
export async function fetchAddress(by: Fetcher, request: FetchRequest): Promise<Fetched> {
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), by.limits.answerMs);
  const onPause = (): void => deadline.abort();
  by.signal?.addEventListener('abort', onPause, { once: true });
  try {
    if (by.signal?.aborted === true) return { kind: 'failed', reason: 'paused' };
    return await ask(by, request, deadline.signal);
  } catch (error) {
    return { kind: 'failed', reason: failureOf(error, by.signal, deadline.signal) };
  } finally {
    clearTimeout(timer);
    by.signal?.removeEventListener('abort', onPause);
  }
}

function ask(by: Fetcher, request: FetchRequest, deadline: AbortSignal): Promise<Fetched> {
  const { origin, pathname, search } = new URL(request.url);
  const posted = request.form === undefined ? {} : FORM;
  return new Promise((resolve, reject) => {
    by.dispatcher.dispatch(
      {
        origin,
        path: pathname + search,
        method: request.form === undefined ? 'GET' : 'POST',
        body: request.form ?? null,
        headers: { ...request.headers, ...posted, ...by.cookies.headersFor(request.url) },
        headersTimeout: by.limits.idleMs,
        bodyTimeout: by.limits.idleMs,
      },
      answerHandler(by, request, { deadline, resolve, reject }),
    );
  });
}

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function failureOf(
  error: unknown,
  paused: AbortSignal | undefined,
  late: AbortSignal,
): FetchFailure {
  if (paused?.aborted === true) return 'paused';
  if (late.aborted) return 'too-slow';
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof OffLimits) return 'off-limits';
    if (isDisk(at)) throw error;
  }
  const isLate =
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError;
  return isLate ? 'too-slow' : 'unreachable';
}

/** A full or broken disk is ours to tell, and no fault of the host's. */
const isDisk = (error: Error): boolean =>
  'code' in error && /^(ENOSPC|EDQUOT|EROFS|EIO|EMFILE|ENFILE)$/.test(String(error.code));
