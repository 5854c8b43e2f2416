import { PreauError } from '../../core/errors.ts';

/**
 * What DynamoDB answers when it is asked for less, or has something to mend: all of it is over
 * soon. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
const BUSY = new Set([
  'InternalServerError',
  'ItemCollectionSizeLimitExceededException',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TransactionConflictException',
]);

/**
 * Options for every client of DynamoDB: an attempt without answer is given up after 3 s (chosen;
 * a healthy table answers within tens of milliseconds), and made again by the SDK.
 */
export const DYNAMO_OPTIONS = {
  maxAttempts: 4,
  requestHandler: {
    connectionTimeout: 1_000,
    requestTimeout: 3_000,
    throwOnRequestTimeout: true,
  },
} as const;

/** Whether a conditional write found its condition false. */
export const isConditionFalse = (error: unknown): error is Error =>
  error instanceof Error && error.name === 'ConditionalCheckFailedException';

/**
 * Send to DynamoDB, whose retries are the SDK's own.
 *
 * @param what for the message, "writing entry 7 of the journal"
 * @returns null when the condition of a conditional write is false
 * @throws PreauError `store-unavailable`: retryable when busy, down or silent; else the request or
 *   the role is wrong, and only a person can mend it
 */
export async function askDynamo<Output>(
  what: string,
  send: () => Promise<Output>,
): Promise<Output | null> {
  try {
    return await send();
  } catch (error) {
    if (isConditionFalse(error)) return null;
    throw dynamoError(error, what);
  }
}

/** What a failed call means for the port's caller, as {@link askDynamo} throws it. */
export function dynamoError(error: unknown, what: string): PreauError {
  if (error instanceof PreauError) return error;
  const name = error instanceof Error ? error.name : '';
  const status = statusOf(error);
  const retryable = status === undefined || status >= 500 || BUSY.has(name);
  const got = error instanceof Error ? `${name} (${error.message})` : String(error);
  const remedy = retryable
    ? 'Nothing is decided until it can be done; it is tried again.'
    : "See the table's name and the role's permissions.";
  return new PreauError('store-unavailable', `Expected ${what} to succeed, got ${got}. ${remedy}`, {
    cause: error,
    retryable,
  });
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}
