import type { ServerResponse } from 'node:http';

/** One answer, whole. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string | Buffer;
  /** What the page may load and run; without it, nothing. */
  readonly policy?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export const HTML = 'text/html; charset=utf-8';
export const JSON_TYPE = 'application/json; charset=utf-8';
export const TEXT = 'text/plain; charset=utf-8';

/** For an answer that is no page: it may load nothing and be framed by nobody. */
const CLOSED = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** Sent with everything: no sniffing, no framing, no referrer, nothing shared across origins. */
export function securityHeaders(policy: string = CLOSED): Readonly<Record<string, string>> {
  return {
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    'cache-control': 'no-store',
  };
}

/** All that is sent before an answer's body, but its length. */
export const headersOf = (answer: Answer): Readonly<Record<string, string>> => ({
  ...securityHeaders(answer.policy),
  'content-type': answer.type,
  ...answer.headers,
});

/** Send it; `HEAD` gets the head alone. */
export function send(response: ServerResponse, answer: Answer, headOnly: boolean): void {
  const body = Buffer.isBuffer(answer.body) ? answer.body : Buffer.from(answer.body);
  response.writeHead(answer.status, {
    ...headersOf(answer),
    'content-length': body.byteLength,
  });
  response.end(headOnly ? undefined : body);
}

export const plain = (status: number, body: string): Answer => ({
  status,
  type: TEXT,
  body: `${body}\n`,
});

export const json = (status: number, value: unknown): Answer => ({
  status,
  type: JSON_TYPE,
  body: JSON.stringify(value),
});
