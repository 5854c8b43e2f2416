import type { IncomingMessage } from 'node:http';

/** One request to the control server, read and bounded. */
export interface HttpExchange {
  readonly method: string;
  /** Decoded; always begins with `/`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: string;
}

/** What it is answered. */
export interface HttpReply {
  readonly status: number;
  readonly type: 'application/json' | 'application/xml' | 'text/plain; charset=utf-8';
  readonly body: string;
}

/** Route 53 takes 32,000 characters of values in a batch; its XML around them is of that order. */
const BODY_MAX_BYTES = 512 * 1_024;

/** A JSON reply. */
export const json = (status: number, value: unknown): HttpReply => ({
  status,
  type: 'application/json',
  body: `${JSON.stringify(value)}\n`,
});

/** @returns the reply to give at once when the request cannot be read */
export async function readExchange(request: IncomingMessage): Promise<HttpExchange | HttpReply> {
  const url = URL.parse(request.url ?? '', 'http://names.invalid');
  const path = url && decodePath(url.pathname);
  if (!url || path === null) return json(400, { code: 'request-malformed', message: 'bad URL' });
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue;
    size += chunk.length;
    if (size > BODY_MAX_BYTES) {
      const message = `Expected at most ${BODY_MAX_BYTES} bytes of body: send fewer changes.`;
      return json(413, { code: 'request-malformed', message });
    }
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: request.method ?? 'GET', path, query: url.searchParams, body };
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
