import type { SendResult } from '../../app/ports.ts';
import type { HostGuard } from '../local/loopback-guard.ts';
import { httpStatusOf } from './store-error.ts';

/** How a provider of messages is reached; all of it has the SDK's own defaults. */
export interface SendOnceOptions {
  readonly region?: string;
  /** Another endpoint than AWS's own, for tests. */
  readonly endpoint?: string;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Which hosts may be reached at all: with one that is, the `endpoint` is asked for. @default anyHost */
  readonly guard?: HostGuard;
  /** For the whole call, in real milliseconds; for connecting, half of it. @default 10,000 */
  readonly timeoutMs?: number;
}

/** Chosen: SES and End User Messaging answer within a second when they are well. */
const TIMEOUT_MS = 10_000;

/**
 * The options of a client that tries once. The SDK's own retries would send a second message when
 * only the first answer was lost, and the ledger alone decides on tries.
 *
 * @throws PreauError `off-loopback` at once, before any socket, when the guard refuses the host;
 *   without an endpoint that is AWS's own
 */
export function sendOnceConfig(options: SendOnceOptions) {
  const { endpoint, guard, timeoutMs = TIMEOUT_MS } = options;
  guard?.(endpoint === undefined ? AWS_HOST : (URL.parse(endpoint)?.hostname ?? endpoint));
  return {
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeoutMs / 2 },
    ...(options.region === undefined ? {} : { region: options.region }),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(options.credentials === undefined ? {} : { credentials: options.credentials }),
  };
}

/** Where a client goes that is told no endpoint, in any Region. */
const AWS_HOST = 'amazonaws.com';

/** A provider's refusal, as its SDK throws it. */
export interface Refusal {
  /** The error's name on the wire, `ThrottlingException`. */
  readonly name: string;
  /** Why, where the provider has a word for it, `DESTINATION_PHONE_NUMBER_OPTED_OUT`; else empty. */
  readonly why: string;
  readonly message: string;
  /** Of HTTP; null when no answer came. */
  readonly status: number | null;
}

/** What one call came to: the provider's own answer, or what its absence means for what was sent. */
export type CallResult<Answer> =
  | { readonly kind: 'answered'; readonly answer: Answer }
  | Exclude<SendResult, { readonly kind: 'accepted' }>;

/**
 * Call a provider once, and say what a failure means.
 *
 * Only what `isFinal` calls so is about this recipient or message. Any other answer of the provider
 * (throttling, its own faults, a spent budget, a missing right) says nothing of the recipient:
 * deferred. So is what never left, since no connection was made or no request could be signed. No
 * answer, or a good one that cannot be read: unknown.
 */
export async function callOnce<Answer>(
  { timeoutMs = TIMEOUT_MS }: SendOnceOptions,
  call: (options: { readonly abortSignal: AbortSignal }) => Promise<Answer>,
  isFinal: (refusal: Refusal) => boolean,
): Promise<CallResult<Answer>> {
  try {
    return {
      kind: 'answered',
      answer: await call({ abortSignal: AbortSignal.timeout(timeoutMs) }),
    };
  } catch (error) {
    return readFailure(error, isFinal);
  }
}

/** Hand a provider one message, once, and say what its answer means. @see callOnce */
export async function sendOnce(
  options: SendOnceOptions,
  send: (options: {
    readonly abortSignal: AbortSignal;
  }) => Promise<{ readonly MessageId?: string | undefined }>,
  isFinal: (refusal: Refusal) => boolean,
): Promise<SendResult> {
  const result = await callOnce(options, send, isFinal);
  if (result.kind !== 'answered') return result;
  const { MessageId } = result.answer;
  return MessageId === undefined
    ? { kind: 'unknown', reason: 'the provider answered without a message id' }
    : { kind: 'accepted', providerId: MessageId };
}

/** Failures to reach the endpoint at all: nothing left. */
const NOT_CONNECTED = new Set([
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
]);

function readFailure(
  error: unknown,
  isFinal: (refusal: Refusal) => boolean,
): Exclude<SendResult, { readonly kind: 'accepted' }> {
  if (!(error instanceof Error)) return { kind: 'unknown', reason: String(error).slice(0, 300) };
  const why = textOf(error, 'Reason');
  const reason = [error.name, why].filter((part) => part !== '').join(' ');
  const told = `${reason}: ${error.message.split('\n')[0]}`.slice(0, 300);
  const status = httpStatusOf(error);
  const refusal = { name: error.name, why, message: error.message, status };
  if (status !== null && status < 300) return { kind: 'unknown', reason: told };
  if (status !== null && isFinal(refusal)) return { kind: 'rejected', reason: told };
  if (status === null && !neverLeft(error)) return { kind: 'unknown', reason: told };
  return { kind: 'deferred', reason: told, ofAccount: true };
}

const neverLeft = (error: Error): boolean =>
  NOT_CONNECTED.has(textOf(error, 'code')) ||
  error.name === 'CredentialsProviderError' ||
  /did not establish a connection/u.test(error.message);

function textOf(error: Error, name: string): string {
  const value: unknown = Object.entries(error).find(([key]) => key === name)?.[1];
  return typeof value === 'string' ? value : '';
}
