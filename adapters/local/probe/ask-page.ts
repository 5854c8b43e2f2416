import { type ClientRequest, type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { ProbeErrorKind } from '../../../core/watch/observation.ts';
import { afterDeadline } from './after-deadline.ts';
import { ProbeStop } from './probe-stop.ts';
import { requestTarget } from './request-target.ts';

/** A page as a probe met it, with as much of its body as was read: all of it, if nothing failed. */
export interface ProbedPage {
  readonly statusLine: string;
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export interface AskedPage {
  /** Milliseconds from the request's leaving to the answer's first byte; absent before it came. */
  readonly firstByteMs?: number;
  /** Absent before the headers were there. */
  readonly page?: ProbedPage;
  /** Null when the page was read to its end. */
  readonly stop: ProbeStop | null;
}

export interface PageQuestion {
  readonly host: string;
  readonly path: string;
  /** Until the headers are there. */
  readonly headersMs: number;
  /** Until the last byte is there. */
  readonly wholeMs: number;
}

/** More than this is no login page; a probe must not be made to read for ever. Chosen. */
const BODY_MAX = 1_048_576;
/** Node's own default, said here because it is a promise (P10). Counted over all headers. */
const HEADERS_MAX_BYTES = 16_384;

/**
 * Ask for one page on an open connection, and read it whole.
 *
 * No redirect is followed and nothing is unpacked: it is asked for as it is, and what comes packed
 * all the same is judged by its bytes. Never rejects: a page cut short is evidence too, and a request
 * that HTTP cannot carry says nothing of the platform.
 */
export async function askPage(socket: TLSSocket, question: PageQuestion): Promise<AskedPage> {
  try {
    // Before any deadline is armed: one that outlived a throw would end the process.
    return await readAnswer(socket, requestOn(socket, question), question);
  } catch (error) {
    const detail = `no request can be made of this: ${String(error)}`;
    return { stop: new ProbeStop({ stage: 'vantage', kind: 'vantage-silent', detail }) };
  }
}

function readAnswer(
  socket: TLSSocket,
  asked: ClientRequest,
  question: PageQuestion,
): Promise<AskedPage> {
  return new Promise((resolve) => {
    const started = performance.now();
    let firstByteMs: number | undefined;
    let response: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (stop: ProbeStop | null): void => {
      headersLate();
      wholeLate();
      asked.destroy();
      resolve({
        ...(firstByteMs !== undefined && { firstByteMs }),
        ...(response !== undefined && { page: pageOf(response, Buffer.concat(chunks)) }),
        stop,
      });
    };
    const fail = (stage: 'http' | 'body', kind: ProbeErrorKind, detail: string): void =>
      end(new ProbeStop({ stage, kind, detail }));
    const headersLate = afterDeadline(question.headersMs, () =>
      fail('http', 'http-timeout', `no answer in ${Math.round(question.headersMs)} ms`),
    );
    const wholeLate = afterDeadline(question.wholeMs, () =>
      fail('body', 'body-slow', `unfinished after ${Math.round(question.wholeMs)} ms`),
    );
    asked.once('socket', () =>
      socket.once('data', () => {
        firstByteMs = Math.round((performance.now() - started) * 10) / 10;
      }),
    );
    asked.once('error', (error: NodeJS.ErrnoException) =>
      fail('http', 'http-reset', error.code ?? error.message),
    );
    asked.once('upgrade', ({ statusCode }) =>
      fail('http', 'http-other', `${statusCode}, another protocol`),
    );
    asked.once('response', (answer) => {
      headersLate();
      response = answer;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > BODY_MAX) fail('body', 'body-too-large', `more than ${BODY_MAX} bytes`);
        else chunks.push(chunk);
      });
      answer.once('error', (error) => fail('http', 'http-reset', error.message));
      answer.once('end', () => end(null));
    });
    asked.end();
  });
}

const requestOn = (socket: TLSSocket, { host, path }: PageQuestion): ClientRequest =>
  request({
    // Without an agent, and so on this very connection: a kept one cannot see a full accept queue.
    createConnection: () => socket,
    path: requestTarget(path),
    maxHeaderSize: HEADERS_MAX_BYTES,
    headers: {
      host,
      'user-agent': 'Preau-Probe/1',
      accept: 'text/html,*/*;q=0.5',
      'accept-encoding': 'identity',
    },
  });

const pageOf = (answer: IncomingMessage, body: Buffer): ProbedPage => ({
  statusLine: `HTTP/${answer.httpVersion} ${answer.statusCode ?? 0} ${answer.statusMessage ?? ''}`,
  status: answer.statusCode ?? 0,
  headers: answer.headers,
  body,
});
