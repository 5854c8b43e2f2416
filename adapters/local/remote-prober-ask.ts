import { randomBytes } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import * as z from 'zod/mini';
import type { Clock, ProbeRequest } from '../../app/ports.ts';
import { guardedLookup } from './guarded-lookup.ts';
import { anyHost, type HostGuard } from './loopback-guard.ts';
import {
  isSignature,
  signVantageAnswer,
  signVantageRequest,
  VANTAGE_HEADERS,
  VANTAGE_PROTOCOL,
} from './remote-prober-signature.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** A probe agent, as the home knows it. */
export interface VantageAgent {
  readonly url: string;
  readonly key: Uint8Array;
  /** Trusted authorities for its certificate, in PEM. @default the system's own */
  readonly ca?: string;
  /** Looks at its host before any socket is opened. @default every host */
  readonly guard?: HostGuard;
}

/** An answer whose signature was right. Its observations have not been read yet. */
export interface AgentAnswer {
  readonly version: string;
  /** By the agent's clock, as the next one. */
  readonly receivedAt: number;
  readonly answeredAt: number;
  readonly observations: unknown;
  /** By the home's clock, as the next one. */
  readonly sentAt: number;
  readonly arrivedAt: number;
  readonly roundTripMs: number;
}

export type AgentSaid =
  | { readonly kind: 'answered'; readonly answer: AgentAnswer }
  | { readonly kind: 'silent'; readonly why: string };

/** What 200 observations weigh with all their raw records, twice over. Chosen. */
const ANSWER_MAX_BYTES = 2_000_000;
/** For the way there and back, beyond the longest probe. Chosen. */
const MARGIN_MS = 2_000;

const instant = z.int().check(z.nonnegative(), z.maximum(8_640_000_000_000_000));
const answerSchema = z.object({
  protocol: z.literal(VANTAGE_PROTOCOL),
  version: z.string().check(z.regex(/^[\w.+-]{1,32}$/)),
  receivedAt: instant,
  answeredAt: instant,
  refused: z.exactOptional(z.string().check(z.maxLength(200))),
  observations: z.exactOptional(z.unknown()),
});

/**
 * Ask an agent for probes, once. Never rejects: an agent that is away, late, or answers what it
 * did not sign said nothing.
 */
export async function askAgent(
  agent: VantageAgent,
  requests: readonly ProbeRequest[],
  clock: Pick<Clock, 'now'>,
  marginMs: number = MARGIN_MS,
): Promise<AgentSaid> {
  const body = Buffer.from(JSON.stringify({ requests }));
  const nonce = randomBytes(16).toString('base64url');
  const timestamp = String(Date.now());
  const path = '/probe';
  const signature = signVantageRequest(agent.key, { method: 'POST', path, timestamp, nonce, body });
  const headers = {
    'content-type': 'application/json',
    'content-length': body.length,
    [VANTAGE_HEADERS.protocol]: String(VANTAGE_PROTOCOL),
    [VANTAGE_HEADERS.timestamp]: timestamp,
    [VANTAGE_HEADERS.nonce]: nonce,
    [VANTAGE_HEADERS.signature]: signature,
  };
  const budgetMs = Math.max(0, ...requests.map((request) => request.budgetMs)) + marginMs;
  const signal = AbortSignal.timeout(budgetMs);
  const started = performance.now();
  const sentAt = clock.now();
  try {
    const reply = await post(agent, { path, headers, body, signal });
    const roundTripMs = Math.round((performance.now() - started) * 10) / 10;
    const expected = signVantageAnswer(agent.key, { ...reply, nonce });
    if (!isSignature(reply.signature, expected)) return silent(unsigned(reply.status));
    const read = z.safeParse(answerSchema, parseForeignJson(reply.body.toString('utf8')));
    if (!read.success) return silent('a signed answer of another protocol');
    const { refused, observations = [], ...times } = read.data;
    if (refused !== undefined) return silent(`the agent refused: ${refused}`);
    const answer = { ...times, observations, sentAt, arrivedAt: clock.now(), roundTripMs };
    return { kind: 'answered', answer };
  } catch (error) {
    if (signal.aborted) return silent(`no answer in ${budgetMs} ms`);
    return silent(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

const silent = (why: string): AgentSaid => ({ kind: 'silent', why: why.slice(0, 200) });

/** The status is nobody's word, and still the best hint. */
const unsigned = (status: number): string =>
  status === 401
    ? 'status 401, not signed with our key: do both sides have the same key file?'
    : `status ${status}, not signed with our key`;

interface Reply {
  readonly status: number;
  readonly signature: unknown;
  readonly body: Buffer;
}

function post(
  { url, ca, guard = anyHost }: VantageAgent,
  question: {
    readonly path: string;
    readonly headers: Readonly<Record<string, string | number>>;
    readonly body: Buffer;
    readonly signal: AbortSignal;
  },
): Promise<Reply> {
  const { path, headers, body, signal } = question;
  const target = new URL(url);
  guard(target.hostname);
  target.pathname = target.pathname.replace(/\/$/, '') + path;
  const request = target.protocol === 'https:' ? requestHttps : requestHttp;
  const tls = target.protocol === 'https:' && ca !== undefined ? { ca } : {};
  return new Promise((resolve, reject) => {
    const lookup = guardedLookup();
    const sent = request(target, { method: 'POST', headers, signal, agent: false, lookup, ...tls });
    sent.on('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('data', (chunk: Buffer) => {
        size += chunk.length;
        chunks.push(chunk);
        if (size > ANSWER_MAX_BYTES)
          sent.destroy(new Error(`an answer of more than ${ANSWER_MAX_BYTES} bytes`));
      });
      response.once('error', reject);
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          signature: response.headers[VANTAGE_HEADERS.signature],
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.end(body);
  });
}
