import { setTimeout as delay } from 'node:timers/promises';
import { PreauError } from '../../core/errors.ts';

/** Codes that mean "later": Route 53 is not done with the zone, or asks for fewer requests. */
const BUSY = new Set([
  'PriorRequestNotComplete',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
  'RequestLimitExceeded',
]);
const NOT_FOUND = new Set([
  'NoSuchChange',
  'NoSuchHostedZone',
  'NoSuchHealthCheck',
  'NoSuchBucket',
]);

/** 0.1 s to 3.2 s in all 6.3 s, then the outbox tries again. Chosen. */
const FIRST_WAIT_MS = 100;
const TRIES = 7;

/**
 * Send, and send again with a doubling wait while Route 53 is busy.
 *
 * @param what for the message, "asking for change C1"
 * @throws PreauError as {@link awsDnsError}
 */
export async function retryBusy<Output>(
  what: string,
  send: () => Promise<Output>,
): Promise<Output> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!BUSY.has(nameOf(error)) || tries === TRIES) throw awsDnsError(error, what);
      // Two Lambdas that wait for the same zone must not knock together.
      await delay(FIRST_WAIT_MS * 2 ** (tries - 1) * (0.5 + Math.random() / 2));
    }
  }
}

/**
 * What a failed call means for the port's caller: `not-found`, `dns-change-refused` (retryable
 * when busy), or `dns-unreachable` (retryable) for no answer and an answer of 5xx.
 */
export function awsDnsError(error: unknown, what: string): PreauError {
  if (error instanceof PreauError) return error;
  const name = nameOf(error);
  const got = error instanceof Error ? `${name} (${error.message})` : String(error);
  const message = `Expected ${what} to succeed, got ${got}.`;
  if (NOT_FOUND.has(name)) return new PreauError('not-found', message, { cause: error });
  const status = statusOf(error);
  const answered = status !== undefined && status < 500;
  return new PreauError(
    answered ? 'dns-change-refused' : 'dns-unreachable',
    `${message} ${answered ? "See the role's permissions and the record." : 'It is tried again.'}`,
    { cause: error, retryable: !answered || BUSY.has(name) },
  );
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}
