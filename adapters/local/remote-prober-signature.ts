import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** What home and agent speak. Another number is refused by both. */
export const VANTAGE_PROTOCOL = 1;

/** The headers of a signed request; an answer has the last one alone. */
export const VANTAGE_HEADERS = {
  protocol: 'preau-vantage',
  timestamp: 'preau-timestamp',
  nonce: 'preau-nonce',
  signature: 'preau-signature',
} as const;

/** Most bytes of a request's body. */
export const VANTAGE_BODY_MAX_BYTES = 256 * 1_024;

export interface SignedRequest {
  readonly method: string;
  /** As the agent serves it, without what a proxy puts before it. */
  readonly path: string;
  /** Milliseconds since 1970 by the home's clock, as written in the header. */
  readonly timestamp: string;
  /** 22 characters of base64url: 16 bytes of chance, for one request. */
  readonly nonce: string;
  readonly body: Uint8Array;
}

export interface SignedAnswer {
  readonly status: number;
  /** The request's: an answer to another one proves nothing. */
  readonly nonce: string;
  readonly body: Uint8Array;
}

/**
 * HMAC-SHA-256 over all that a request says, in lower-case hexadecimal.
 *
 * The first line differs from an answer's, so that neither can be played back as the other.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2104
 */
export const signVantageRequest = (key: Uint8Array, request: SignedRequest): string =>
  sign(key, [
    `preau-vantage-request/${VANTAGE_PROTOCOL}`,
    request.method,
    request.path,
    request.timestamp,
    request.nonce,
    digest(request.body),
  ]);

/** As {@link signVantageRequest}: whoever stands between must not be able to fell a platform (P7). */
export const signVantageAnswer = (key: Uint8Array, answer: SignedAnswer): string =>
  sign(key, [
    `preau-vantage-answer/${VANTAGE_PROTOCOL}`,
    String(answer.status),
    answer.nonce,
    digest(answer.body),
  ]);

/** Compares in constant time, whatever was given. */
export function isSignature(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
  return timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(expected, 'hex'));
}

/** No part can hold a line break: each is a number, a hash, a method, a path or a checked nonce. */
const sign = (key: Uint8Array, parts: readonly string[]): string =>
  createHmac('sha256', key).update(parts.join('\n')).digest('hex');

const digest = (body: Uint8Array): string => createHash('sha256').update(body).digest('hex');
