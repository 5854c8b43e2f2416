import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { FeedFault } from '../../../core/cause/feed-reading.ts';
import type { FetchGuard } from './fetch-guard.ts';

export interface FetchLimits {
  /** From the question to the last byte, in real milliseconds. */
  readonly timeoutMs: number;
  /** As it is unpacked, and as it travels. */
  readonly maxBytes: number;
  readonly guard: FetchGuard;
}

/** What an address answered, or why it gave nothing to read. */
export type Fetched =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly contentType: string;
      /** Unpacked. */
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'failed'; readonly fault: FeedFault; readonly detail: string };

const DETAIL_MAX_CHARS = 200;
const HEADERS_MAX_BYTES = 16_384;

/**
 * Get one address, once: no redirect is followed, no cookie kept, nothing sent but the question. Ends in
 * time whatever the other side does, and holds no more than its limit. Never rejects.
 */
export async function fetchBounded(address: string, limits: FetchLimits): Promise<Fetched> {
  const url = URL.parse(address);
  if (url === null || !limits.guard.mayAsk(url) || !mayConnectTo(url, limits.guard))
    return failed('address-refused', url?.host ?? 'no address');
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    const answer = await ask(url, limits.guard, signal);
    const status = answer.statusCode ?? 0;
    const contentType = answer.headers['content-type'] ?? '';
    const packed = await readWhole(answer, limits.maxBytes);
    const bytes = await unpack(packed, answer.headers['content-encoding'], limits.maxBytes);
    return { kind: 'answered', status, contentType, bytes };
  } catch (error) {
    if (error instanceof FetchStop) return failed(error.fault, error.message);
    if (signal.aborted) return failed('too-slow', `${limits.timeoutMs} ms`);
    return failed('unreachable', wordOf(error));
  }
}

/** Carries a fault of our own through the callbacks of a request. */
class FetchStop extends Error {
  readonly fault: FeedFault;
  constructor(fault: FeedFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

const failed = (fault: FeedFault, detail: string): Fetched => ({
  kind: 'failed',
  fault,
  detail: detail.slice(0, DETAIL_MAX_CHARS),
});

const wordOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};

/** An address that is written as numbers is looked up nowhere. */
function mayConnectTo({ hostname }: URL, guard: FetchGuard): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  return isIP(bare) === 0 || guard.mayBeWritten(bare);
}

function ask(url: URL, guard: FetchGuard, signal: AbortSignal): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      agent: false,
      signal,
      lookup: guardedLookup(guard),
      maxHeaderSize: HEADERS_MAX_BYTES,
      headers: {
        'user-agent': 'Preau-Feeds/1',
        accept:
          'application/json, application/rss+xml, application/atom+xml, application/xml;q=0.9',
        'accept-encoding': 'gzip, identity',
      },
    });
    sent.on('error', reject);
    sent.once('response', resolve);
    sent.end();
  });
}

/** All addresses of a name must be permitted: the one that is tried is not ours to choose. */
function guardedLookup(guard: FetchGuard): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return callback(error, []);
      const refused = found.find(({ address }) => !guard.mayConnect(address));
      const [first] = found;
      if (refused !== undefined || first === undefined)
        return callback(new FetchStop('address-refused', `${hostname} is ${refused?.address}`), []);
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}

async function readWhole(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of answer as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > maxBytes) {
      answer.destroy();
      throw new FetchStop('too-long', `more than ${maxBytes} bytes`);
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const UNPACKERS = {
  gzip: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Uint8Array, { maxOutputLength: number }, Buffer>(brotliDecompress),
} as const;

/** Packed answers grow a thousandfold: no further than the limit. */
async function unpack(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxOutputLength: number,
): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? 'identity';
  if (name === 'identity') return bytes;
  const unpacker = Object.hasOwn(UNPACKERS, name)
    ? UNPACKERS[name as keyof typeof UNPACKERS]
    : null;
  if (unpacker === null) throw new FetchStop('not-its-form', `packed as ${name}`);
  try {
    return await unpacker(bytes, { maxOutputLength });
  } catch (error) {
    const isLong = wordOf(error) === 'ERR_BUFFER_TOO_LARGE';
    throw new FetchStop(isLong ? 'too-long' : 'not-its-form', wordOf(error));
  }
}
