import type { IncomingHttpHeaders } from 'node:http';
import { errors, type Dispatcher } from 'undici';
import type { FetchLimits } from './crawl-request.ts';
import type { Cookies } from './cookies.ts';
import { OffLimits } from './reach.ts';
import type { Body, BodyRefusal, BodySink, BodySlots } from './body-sink.ts';

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

/** What the other side may still send after an answer that is not read. Chosen: an error page. */
const MAX_DRAIN = 65_536;

/** Hung up on, on purpose. */
class HungUp extends Error {}

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

interface Waiter {
  readonly deadline: AbortSignal;
  readonly resolve: (fetched: Fetched) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads one answer as it comes. Each part is used at once, so that none is held in memory. */
function answerHandler(
  by: Fetcher,
  request: FetchRequest,
  { deadline, resolve, reject }: Waiter,
): Dispatcher.DispatchHandler {
  const startedAt = by.stopwatch();
  let reading: Reading | null = null;
  let drained = 0;
  let onLate = (): void => undefined;
  return {
    onRequestStart: (controller) => {
      onLate = () => controller.abort(new HungUp());
      if (deadline.aborted) onLate();
      else deadline.addEventListener('abort', onLate, { once: true });
    },
    onResponseStart: (controller, status, headers) => {
      if (status < 200) return;
      by.cookies.keep(request.url, headers['set-cookie']);
      const head = headOf(status, headers, by.stopwatch() - startedAt);
      reading = startReading(by, request, head, headers);
      if (reading.isFinal) controller.abort(new HungUp());
    },
    onResponseData: (controller, chunk) => {
      drained += chunk.length;
      const goesOn = reading?.sink?.add(chunk) ?? drained <= MAX_DRAIN;
      if (!goesOn) controller.abort(new HungUp());
    },
    onResponseEnd: () => {
      deadline.removeEventListener('abort', onLate);
      if (reading === null) reject(new Error('no answer'));
      else resolve(finish(reading));
    },
    onResponseError: (_controller, error) => {
      deadline.removeEventListener('abort', onLate);
      // Closing costs a connection, and less than to read what is not wanted.
      if (error instanceof HungUp && reading !== null && !deadline.aborted)
        resolve(finish(reading));
      else {
        reading?.sink?.discard();
        reject(error);
      }
    },
  };
}

/** An answer whose head is there. */
interface Reading {
  readonly head: AnswerHead;
  /** Null where the body is not read. */
  readonly sink: BodySink | null;
  /** What it is without its body. */
  readonly outcome: Fetched;
  /** True when nothing more of it is worth waiting for. */
  readonly isFinal: boolean;
}

function startReading(
  by: Fetcher,
  request: FetchRequest,
  head: AnswerHead,
  headers: IncomingHttpHeaders,
): Reading {
  const unread = { head, sink: null };
  if (head.status !== 200) {
    const to = text(headers['location']);
    return isRedirect(head.status) && to !== null
      ? { ...unread, outcome: { kind: 'redirect', head, to }, isFinal: false }
      : { ...unread, outcome: { kind: 'status', head }, isFinal: false };
  }
  const maxBytes = request.maxBytes(head.type);
  if (maxBytes === 0) return { ...unread, outcome: { kind: 'unwanted', head }, isFinal: true };
  const tooBig: Fetched = { kind: 'refused', head, reason: 'too-big' };
  if (Number(headers['content-length'] ?? 0) > maxBytes)
    return { ...unread, outcome: tooBig, isFinal: true };
  const encoding = text(headers['content-encoding']) ?? '';
  const maxTextBytes = by.limits.textBytes;
  const isText = request.isText(head.type);
  const { spillPath } = request;
  const sink = by.slots.sink({ encoding, maxBytes, maxTextBytes, isText, spillPath });
  return { head, sink, outcome: tooBig, isFinal: false };
}

function finish({ head, sink, outcome }: Reading): Fetched {
  if (sink === null) return outcome;
  const body = sink.end();
  return typeof body === 'string'
    ? { kind: 'refused', head, reason: body }
    : { kind: 'body', head, body };
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

const headOf = (status: number, headers: IncomingHttpHeaders, tookMs: number): AnswerHead => ({
  status,
  type: text(headers['content-type']) ?? '',
  etag: text(headers['etag']),
  modified: text(headers['last-modified']),
  retryAfter: text(headers['retry-after']) ?? undefined,
  tookMs,
});

/** A header longer than this says nothing that a crawl needs. Chosen. */
const MAX_HEADER = 8_000;

const text = (header: string | readonly string[] | undefined): string | null => {
  const value = typeof header === 'string' ? header : header?.[0];
  return value === undefined || value.length > MAX_HEADER ? null : value;
};

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
