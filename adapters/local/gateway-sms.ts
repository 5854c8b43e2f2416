import type { SendResult, Sms, SmsMessage } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { hideAsked } from './hide-asked.ts';
import { type HostGuard, loopbackOnly } from './loopback-guard.ts';

export interface GatewayOptions {
  /**
   * Where a message goes, e.g. Kannel's
   * `http://127.0.0.1:13013/cgi-bin/sendsms?username=u&password=p&charset=UTF-8&coding=0&to={to}&from={sender}&text={text}`.
   * `{to}`, `{text}`, `{sender}`, `{key}` and `{ttlMin}` stand for the message's own; host and port
   * are fixed.
   */
  readonly url: string;
  /** `get` puts the message in the address; `post` sends `{to, text, sender, key, ttlSec}` as JSON. @default 'get' */
  readonly method?: 'get' | 'post';
  /** For a gateway that wants one, e.g. `Bearer …`. */
  readonly authorization?: string;
  /** For the whole exchange, in real milliseconds. @default 10,000 */
  readonly timeoutMs?: number;
  readonly connections?: number;
  /** Which hosts may be reached at all. @default loopbackOnly */
  readonly guard?: HostGuard;
}

/** One request and its whole answer, over whatever carries it. */
export type Exchange = (
  url: URL,
  request: {
    readonly method: 'GET' | 'POST';
    readonly signal: AbortSignal;
    readonly headers: Readonly<Record<string, string>>;
    readonly body?: string;
  },
) => Promise<{
  readonly status: number;
  /** @throws when it is longer than {@link ANSWER_MOST_BYTES} */
  readonly text: string;
  readonly retryAfter: string | null;
}>;

/** An answer longer than this is not read: it is an id or a sentence. Chosen. */
export const ANSWER_MOST_BYTES = 4_096;

/**
 * SMS through any HTTP gateway, Kannel's shape first.
 *
 * 2xx with the gateway's id is accepted; 429 and 5xx are deferred; other refusals are final. A
 * redirect is a refusal: it would carry the message where the guard never looked. If the request
 * left and no answer came, be it to a proxy before the gateway (502, 504), the outcome is unknown,
 * and the caller must not send it again.
 *
 * @throws PreauError `off-loopback` when the guard refuses the host, `config-invalid` when the
 *   address is not http(s); both at once, before any socket
 */
export function gatewayOver(exchange: Exchange, options: Omit<GatewayOptions, 'connections'>): Sms {
  const { method = 'get', guard = loopbackOnly } = options;
  const base = parseBase(options.url);
  guard(base.hostname);
  return {
    send: async (message) => {
      const url = new URL(fill(options.url, message));
      guard(url.hostname);
      if (url.host !== base.host) {
        return { kind: 'rejected', reason: 'the message would change the gateway address' };
      }
      try {
        const { text, ...answer } = await exchange(url, requestOf(method, options, message));
        return readAnswer(answer, text, url, options.authorization);
      } catch (error) {
        return readFailure(error);
      }
    },
  };
}

function requestOf(
  method: 'get' | 'post',
  { authorization, timeoutMs = 10_000 }: GatewayOptions,
  { to, text, sender, key, ttlSec }: SmsMessage,
) {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
  if (method === 'get') return { method: 'GET' as const, signal, headers };
  return {
    method: 'POST' as const,
    signal,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ to, text, sender, key, ttlSec }),
  };
}

function parseBase(template: string): URL {
  const url = URL.parse(template);
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new PreauError(
    'config-invalid',
    `SMS gateway: expected an http(s) address with {to} and {text}, got ${JSON.stringify(template.slice(0, 100))}.`,
    { said: { key: 'start.smsGateway', values: { got: JSON.stringify(template.slice(0, 100)) } } },
  );
}

const fill = (template: string, message: SmsMessage): string =>
  template.replace(/\{(to|text|sender|key|ttlMin)\}/gu, (_, name: string) =>
    encodeURIComponent(valueOf(message, name)),
  );

function valueOf(message: SmsMessage, name: string): string {
  switch (name) {
    case 'to':
      return message.to;
    case 'text':
      return message.text;
    case 'sender':
      return message.sender;
    case 'ttlMin':
      return String(Math.ceil(message.ttlSec / 60));
    default:
      return message.key;
  }
}

/** A name for the message stays as it is, or nothing that is told of it later would be known. */
function readAnswer(
  { status, retryAfter }: Omit<Awaited<ReturnType<Exchange>>, 'text'>,
  text: string,
  asked: URL,
  authorization = '',
): SendResult {
  const said = text.replace(/\s+/gu, ' ').trim();
  if (status >= 200 && status < 300)
    return { kind: 'accepted', providerId: idIn(said.slice(0, 200)) };
  const shown = hideAsked(said, asked, authorization).slice(0, 200);
  const reason = `HTTP ${status} ${shown}`.trim();
  if (status !== 429 && status < 500) return { kind: 'rejected', reason };
  if (MAY_HAVE_IT.includes(status)) return { kind: 'unknown', reason };
  const retryAfterSec = Number(retryAfter);
  return {
    kind: 'deferred',
    reason,
    ...(retryAfterSec > 0 ? { retryAfterMs: Math.min(retryAfterSec, 3_600) * 1_000 } : {}),
  };
}

/**
 * A proxy says that it passed the message on and heard nothing sound from behind it: the phone may
 * ring yet. @see https://www.rfc-editor.org/rfc/rfc9110#section-15.6.3 and 15.6.5
 */
const MAY_HAVE_IT: readonly number[] = [502, 504];

/** Kannel says `0: Accepted for delivery`; others answer JSON with an `id`. */
function idIn(answer: string): string {
  const id = /"(?:id|messageId|message_id)"\s*:\s*"?([\w.:@-]{1,100})/u.exec(answer)?.[1];
  return id ?? answer;
}

/** Codes of errors that come before a request has left; a certificate is judged before as well. */
const BEFORE_SENDING = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

function readFailure(error: unknown): SendResult {
  const code = codeOf(error) || codeOf(error instanceof Error ? error.cause : null);
  const reason = `${code} ${error instanceof Error ? error.message : String(error)}`.trim();
  return { kind: BEFORE_SENDING.has(code) ? 'deferred' : 'unknown', reason: reason.slice(0, 300) };
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
