import type { IncomingHttpHeaders } from 'node:http';
import {
  isSignature,
  signVantageRequest,
  VANTAGE_HEADERS,
  VANTAGE_PROTOCOL,
} from '../../adapters/local/remote-prober-signature.ts';
import type { NonceBook } from './nonce-book.ts';

/** A request may be so much older or newer than the agent's clock. As signed URLs elsewhere: chosen. */
export const WINDOW_MS = 60_000;

export type Verified =
  | { readonly kind: 'heard'; readonly nonce: string }
  /** Signed with the key, and not to be obeyed: the refusal is signed too. */
  | { readonly kind: 'refused'; readonly nonce: string; readonly why: string }
  /** From whoever: told nothing. */
  | { readonly kind: 'stranger' };

/** Decide whether a request comes from the home, now, and for the first time. */
export function verifyRequest(
  request: {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Uint8Array;
  },
  key: Uint8Array,
  nonces: NonceBook,
  now: number,
): Verified {
  const { method, path, headers, body } = request;
  const [protocol, timestamp, nonce, signature] = Object.values(VANTAGE_HEADERS).map(
    (name) => headers[name],
  );
  if (protocol !== String(VANTAGE_PROTOCOL)) return { kind: 'stranger' };
  if (typeof timestamp !== 'string' || !/^\d{1,15}$/.test(timestamp)) return { kind: 'stranger' };
  if (typeof nonce !== 'string' || !/^[\w-]{22}$/.test(nonce)) return { kind: 'stranger' };
  const expected = signVantageRequest(key, { method, path, timestamp, nonce, body });
  if (!isSignature(signature, expected)) return { kind: 'stranger' };
  const agoMs = now - Number(timestamp);
  if (Math.abs(agoMs) > WINDOW_MS) {
    const why = `its clock and the home's differ by ${Math.round(Math.abs(agoMs) / 1_000)} s, more than ${WINDOW_MS / 1_000}`;
    return { kind: 'refused', nonce, why };
  }
  if (!nonces.takes(nonce, Number(timestamp) + WINDOW_MS, now))
    return { kind: 'refused', nonce, why: 'this request was heard before' };
  return { kind: 'heard', nonce };
}
