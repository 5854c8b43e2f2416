import { Agent, fetch } from 'undici';
import { DOSSIER_LIMITS } from '../../../../core/dossier/manifest.ts';
import { PreauError, type Said } from '../../../../core/errors.ts';
import { guardedLookup } from '../../guarded-lookup.ts';
import { loopbackOnly } from '../../loopback-guard.ts';
import { isNeverReached } from '../../never-reached.ts';
import { makeStampQuery } from './make-query.ts';
import { readStamp, type Stamp } from './read-stamp.ts';

/** A stamp that was read and found right, and the answer that it came in. */
export interface Stamped {
  readonly bytes: Uint8Array;
  readonly stamp: Stamp;
}

/** From the question to the last byte. Chosen: authorities answer within a second. */
const TIMEOUT_MS = 10_000;

/**
 * Have a time-stamping authority say when it saw these bytes: their SHA-256 is all that it gets. Its
 * answer is read as `dossier verify` will read it, and only a right one is given back.
 *
 * @param url https, or http to a loopback address
 * @param timeoutMs from the question to the last byte
 * @throws PreauError `argument-invalid` for another address; `stamp-refused`, retryable, for no answer
 *   or none that holds
 * @see https://www.rfc-editor.org/rfc/rfc3161 section 3.4
 */
export async function askAuthority(
  url: string,
  data: Uint8Array,
  timeoutMs = TIMEOUT_MS,
): Promise<Stamped> {
  const address = authorityAddress(url);
  const { bytes, nonce } = makeStampQuery(data);
  const answer = await post(address, bytes, timeoutMs).catch((cause: unknown) => {
    throw cause instanceof PreauError ? cause : noStamp(address, said(cause), cause);
  });
  const read = await readStamp(answer, data, { nonce });
  if (read.kind === 'refused') throw noStamp(address, `${read.why} (${read.detail})`);
  return { bytes: answer, stamp: read.stamp };
}

/** @throws PreauError `argument-invalid` */
export function authorityAddress(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url?.protocol === 'http:';
  const isOurs = url?.protocol === 'https:' || (isPlain && isLoopback(url?.hostname ?? ''));
  if (url !== null && isOurs && !isNeverReached(url.hostname.replace(/^\[|\]$/g, ''))) return url;
  throw new PreauError(
    'argument-invalid',
    `expected the https address of a time-stamping authority, got ${JSON.stringify(text.slice(0, 200))}; write it as https://HOST/PATH`,
    { said: { key: 'proof.authority', values: { got: JSON.stringify(text.slice(0, 200)) } } },
  );
}

function isLoopback(host: string): boolean {
  try {
    loopbackOnly(host);
    return true;
  } catch {
    return false;
  }
}

async function post(url: URL, body: Uint8Array, timeoutMs: number): Promise<Uint8Array> {
  const dispatcher = new Agent({ connect: { lookup: guardedLookup() } });
  try {
    return await postBy(dispatcher, url, body, timeoutMs);
  } finally {
    await dispatcher.destroy();
  }
}

async function postBy(
  dispatcher: Agent,
  url: URL,
  body: Uint8Array,
  timeoutMs: number,
): Promise<Uint8Array> {
  const response = await fetch(url, {
    dispatcher,
    method: 'POST',
    headers: {
      'content-type': 'application/timestamp-query',
      accept: 'application/timestamp-reply',
    },
    body: Buffer.from(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const parts: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const part of response.body ?? []) {
    const bytes: Uint8Array = part;
    sizeBytes += bytes.length;
    if (sizeBytes > DOSSIER_LIMITS.stampBytes)
      throw noStamp(url, `more than ${DOSSIER_LIMITS.stampBytes} bytes`, undefined, {
        key: 'got.moreBytes',
        values: { bytes: DOSSIER_LIMITS.stampBytes },
      });
    parts.push(bytes);
  }
  if (response.status !== 200) throw noStamp(url, `HTTP status ${response.status}`);
  return Buffer.concat(parts);
}

function said(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return (inner instanceof Error ? inner.message || inner.name : String(inner)).slice(0, 300);
}

const noStamp = (url: URL, got: string, cause?: unknown, worded: Said | string = got): PreauError =>
  new PreauError(
    'stamp-refused',
    `expected a time stamp from ${url.origin}, got ${got}. Ask again or elsewhere: preau dossier stamp FILE --tsa URL`,
    {
      cause,
      retryable: true,
      said: { key: 'proof.noStamp', values: { origin: url.origin, got: worded } },
    },
  );
