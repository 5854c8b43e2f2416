import { lookup } from 'node:dns';
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.ts';

/** Where a message may be posted to. */
export interface PostGuard {
  readonly mayAsk: (url: URL) => boolean;
  /** Asked of the address that is connected to, however it was come by. */
  readonly mayConnect: (address: string) => boolean;
}

const LOOPBACK = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/u;
const isLoopback = (address: string): boolean => address === '::1' || LOOPBACK.test(address);

/** Over TLS, to addresses of the Internet alone: no name leads into the network that one stands in. */
export const publicPosts: PostGuard = {
  mayAsk: ({ protocol }) => protocol === 'https:',
  mayConnect: isPublicAddress,
};

/** In a rehearsal nothing leaves this machine; there is nobody to hear plain HTTP. */
export const loopbackPosts: PostGuard = {
  mayAsk: ({ protocol }) => protocol === 'http:' || protocol === 'https:',
  mayConnect: isLoopback,
};

export interface PostOptions {
  readonly guard: PostGuard;
  /** From the question to the last byte that is read of the answer, in real milliseconds. */
  readonly timeoutMs: number;
  /** Connections to one host at once. */
  readonly connections: number;
  /** Trusted beside the usual authorities. @default none */
  readonly ca?: string;
}

export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** As the header says it; null without one. */
      readonly retryAfter: string | null;
    }
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'failed'; readonly detail: string };

export interface GuardedPost {
  /**
   * Post once. No redirect is followed and nothing of the answer's body is kept. Never rejects: what
   * the guard refuses is `refused`, what broke on the way `failed`.
   */
  (url: URL, headers: Readonly<Record<string, string>>, body: string | Uint8Array): Promise<Posted>;
}

const HEADERS_MAX_BYTES = 16_384;
const DETAIL_MAX_CHARS = 200;

/** Posts over kept connections, to where `guard` lets it. */
export function createGuardedPost(options: PostOptions): GuardedPost & { close(): void } {
  const { guard, connections: maxSockets, ca } = options;
  const kept = { keepAlive: true, maxSockets, lookup: guardedLookup(guard), timeout: 60_000 };
  const agents = {
    http: new HttpAgent(kept),
    https: new HttpsAgent({ ...kept, ...(ca && { ca }) }),
  };
  const post: GuardedPost = async (url, headers, body) => {
    if (!guard.mayAsk(url) || !mayConnectTo(url, guard))
      return {
        kind: 'refused',
        detail: `${url.protocol}//${url.host} may not be reached: over https, at public addresses alone`,
      };
    const signal = AbortSignal.timeout(options.timeoutMs);
    try {
      const answer = await ask(url, headers, body, agents, signal);
      const retryAfter = answer.headers['retry-after'] ?? null;
      letGo(answer);
      return { kind: 'answered', status: answer.statusCode ?? 0, retryAfter };
    } catch (error) {
      if (error instanceof AddressRefused) return { kind: 'refused', detail: cut(error.message) };
      const detail = signal.aborted ? `no answer within ${options.timeoutMs} ms` : wordOf(error);
      return { kind: 'failed', detail: cut(detail) };
    }
  };
  const close = (): void => {
    agents.http.destroy();
    agents.https.destroy();
  };
  return Object.assign(post, { close });
}

/** Carries a refusal through the callbacks of a request. */
class AddressRefused extends Error {}

/** A longer answer is not worth its connection. Chosen. */
const DRAINED_MAX_BYTES = 16_384;

/** Read a short answer to its end, so that its connection serves again; break off a longer one. */
function letGo(answer: IncomingMessage): void {
  let sizeBytes = 0;
  answer.on('data', (part: Uint8Array) => {
    sizeBytes += part.length;
    if (sizeBytes > DRAINED_MAX_BYTES) answer.destroy();
  });
}

const cut = (text: string): string => text.slice(0, DETAIL_MAX_CHARS);

const wordOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return 'code' in error && typeof error.code === 'string' ? error.code : error.message;
};

/** An address that is written as numbers is looked up nowhere. */
function mayConnectTo({ hostname }: URL, guard: PostGuard): boolean {
  const bare = hostname.replace(/^\[|\]$/gu, '');
  return isIP(bare) === 0 || guard.mayConnect(bare);
}

function ask(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string | Uint8Array,
  agents: { readonly http: HttpAgent; readonly https: HttpsAgent },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const settings = {
    method: 'POST',
    signal,
    maxHeaderSize: HEADERS_MAX_BYTES,
    headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
  };
  return new Promise((resolve, reject) => {
    const sent =
      url.protocol === 'https:'
        ? requestHttps(url, { ...settings, agent: agents.https })
        : requestHttp(url, { ...settings, agent: agents.http });
    sent.on('error', reject);
    sent.once('response', (answer) => {
      answer.on('error', () => undefined);
      resolve(answer);
    });
    sent.end(body);
  });
}

/** All addresses of a name must be permitted: the one that is tried is not ours to choose. */
function guardedLookup(guard: PostGuard): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const refused = found.find(({ address }) => !guard.mayConnect(address));
      const [first] = found;
      if (refused !== undefined || first === undefined)
        return callback(
          new AddressRefused(
            `${hostname} is ${refused?.address ?? 'nowhere'}, which may not be reached`,
          ),
          [],
        );
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}
