import { type IncomingMessage, request } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { ProbeErrorKind } from '../../../core/watch/observation.ts';
import { ProbeStop } from './probe-stop.ts';

/** A page as a probe met it. `body` is cut at {@link BODY_MAX}. */
export interface ProbedPage {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly firstByteMs: number;
  readonly body: Buffer;
}

/** More than this is no login page; a probe must not be made to read for ever. Chosen. */
const BODY_MAX = 1_048_576;

/**
 * Ask for one page on an open connection, and read it whole.
 *
 * @throws ProbeStop with the stage `http`, or `body` when the answer never ends
 */
export function askPage(
  socket: TLSSocket,
  options: { readonly host: string; readonly path: string; readonly timeoutMs: number },
): Promise<ProbedPage> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    let firstByteMs: number | null = null;
    const fail = (stage: 'http' | 'body', kind: ProbeErrorKind, detail: string): void => {
      clearTimeout(timer);
      asked.destroy();
      reject(new ProbeStop({ stage, kind, detail }));
    };
    const timer = setTimeout(
      () =>
        firstByteMs === null
          ? fail('http', 'http-timeout', `no answer in ${options.timeoutMs} ms`)
          : fail('body', 'body-slow', `unfinished after ${options.timeoutMs} ms`),
      options.timeoutMs,
    );
    const asked = request({
      // Without an agent, and so on this very connection: a kept one cannot see a full accept queue.
      createConnection: () => socket,
      path: options.path,
      headers: { host: options.host, 'user-agent': 'Preau-Probe/1', accept: 'text/html,*/*;q=0.5' },
    });
    asked.once('error', (error: NodeJS.ErrnoException) =>
      fail('http', 'http-reset', error.code ?? error.message),
    );
    asked.once('upgrade', ({ statusCode }) =>
      fail('http', 'http-other', `${statusCode}, another protocol`),
    );
    asked.once('response', (response) => {
      firstByteMs = performance.now() - started;
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size > BODY_MAX) fail('body', 'body-too-large', `more than ${BODY_MAX} bytes`);
        else chunks.push(chunk);
      });
      response.once('error', (error) => fail('http', 'http-reset', error.message));
      response.once('end', () => {
        clearTimeout(timer);
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, firstByteMs: firstByteMs ?? 0, body: Buffer.concat(chunks) });
      });
    });
    asked.end();
  });
}
