import { createSecureContext, type SecureContext } from 'node:tls';
import { Client, type Dispatcher } from 'undici';
import type { Clock, Random } from '../../app/ports.ts';
import { type EpochMs, epochMs } from '../../core/units.ts';
import { requireLoopback } from './loopback.ts';
import { pick } from './seeded-random.ts';
import type { StubResolver } from './stub-resolver.ts';

/** A page as a pupil gets it. */
export interface Page {
  readonly status: number;
  readonly sizeBytes: number;
  readonly location?: string;
  readonly cookie?: string;
  /** The answer carried the header that only a mirror sends. */
  readonly fromMirror: boolean;
}

export interface PageRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly form?: string;
  readonly cookie?: string | undefined;
  readonly referer?: string | undefined;
}

export interface BrowserOptions {
  readonly hostname: string;
  readonly resolver: StubResolver;
  readonly trust: SecureContext;
  /** The port at an address: a real platform has 443 everywhere, a rehearsal cannot. */
  readonly portAt: (address: string) => number | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** The address that the load balancer would have seen. */
  readonly clientAddress: string;
  readonly agent: string;
  /** Real milliseconds after which a page that has not come is given up. */
  readonly patienceMs: number;
  /** How many times its TTL this pupil's resolver keeps an answer; 1 as the standard has it. */
  readonly ttlStretch: number;
}

export interface Browser {
  /** @throws Error when nothing came: no name, no connection, a bad certificate, out of patience */
  load(request: PageRequest): Promise<Page>;
  close(): Promise<void>;
}

/** What all browsers of a stage trust: its own authority and nobody else. Costly, so made once. */
export const trustOnly = (caPem: string): SecureContext => createSecureContext({ ca: caPem });

/** A page longer than this is not read to its end. */
const PAGE_BYTES_MAX = 2 * 1_024 * 1_024;

/**
 * One pupil's browser: it resolves the platform's name and keeps the answer for its TTL *in the
 * rehearsal's time*, keeps one connection alive, and verifies the server's certificate for the
 * platform's name. When a fresh answer points elsewhere it goes there.
 */
export function openBrowser(options: BrowserOptions): Browser {
  const { hostname, resolver, clock, random } = options;
  let closed = false;
  let known: { readonly addresses: readonly string[]; readonly until: EpochMs } | null = null;
  let open: { readonly address: string; readonly client: Client } | null = null;

  const addressNow = async (): Promise<string> => {
    if (known && clock.now() < known.until) {
      if (open && known.addresses.includes(open.address)) return open.address;
      return pick(random, known.addresses) ?? '';
    }
    const { addresses, ttlSec } = await resolver.resolve(hostname);
    known = {
      addresses,
      until: epochMs(clock.now() + ttlSec * 1_000 * options.ttlStretch),
    };
    return pick(random, addresses) ?? '';
  };

  const clientNow = async (): Promise<Client> => {
    const address = await addressNow();
    if (closed) throw new Error('the pupil has left');
    if (open?.address === address) return open.client;
    void open?.client.close().catch(() => undefined);
    open = { address, client: connect(address, options) };
    return open.client;
  };

  return {
    load: async (request) => {
      const client = await clientNow();
      return await readPage(
        await client.request({
          method: request.method,
          path: request.path,
          headers: headersOf(request, options),
          body: request.form ?? null,
          signal: AbortSignal.timeout(options.patienceMs),
        }),
      );
    },
    close: async () => {
      closed = true;
      await open?.client.destroy();
      open = null;
    },
  };
}

function connect(address: string, options: BrowserOptions): Client {
  const port = options.portAt(address);
  if (port === undefined) throw new Error(`nothing of this rehearsal is at ${address}`);
  return new Client(`https://${requireLoopback(address)}:${port}`, {
    connect: {
      secureContext: options.trust,
      servername: options.hostname,
      timeout: options.patienceMs,
    },
    pipelining: 1,
    keepAliveTimeout: 15_000,
    maxResponseSize: PAGE_BYTES_MAX,
  });
}

function headersOf(request: PageRequest, options: BrowserOptions): Record<string, string> {
  const { cookie, referer, form } = request;
  return {
    host: options.hostname,
    'user-agent': options.agent,
    accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8',
    'accept-language': 'fr-FR,fr;q=0.9',
    'x-forwarded-for': options.clientAddress,
    ...(cookie !== undefined && { cookie }),
    ...(referer !== undefined && { referer: `https://${options.hostname}${referer}` }),
    ...(form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
}

async function readPage({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<Page> {
  let sizeBytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) sizeBytes += chunk.length;
  const location = headers['location'];
  const cookie = [headers['set-cookie'] ?? []].flat()[0]?.split(';', 1)[0];
  return {
    status: statusCode,
    sizeBytes,
    fromMirror: headers['preau-mirror'] !== undefined,
    ...(typeof location === 'string' && { location }),
    ...(cookie !== undefined && { cookie }),
  };
}
