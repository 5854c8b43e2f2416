import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { BodySink } from './body-sink.ts';
import type { AnswerHead, Fetched, Fetcher, FetchRequest } from './fetch-address.ts';

/** What the other side may still send after an answer that is not read. Chosen: an error page. */
const MAX_DRAIN = 65_536;

/** Hung up on, on purpose. */
class HungUp extends Error {}

/** Who waits for the answer, and how long. */
export interface Waiter {
  readonly deadline: AbortSignal;
  readonly resolve: (fetched: Fetched) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads one answer as it comes. Each part is used at once, so that none is held in memory. */
export function answerHandler(
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
