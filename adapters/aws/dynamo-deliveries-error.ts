import { PreauError } from '../../core/errors.ts';

/** Answers below 500 that trying again mends. */
const PATIENCE = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
]);

/**
 * What a failed call to DynamoDB means, after the client's own three tries.
 * @returns `store-unavailable`; retryable unless the request itself is refused
 */
export function deliveriesError(error: unknown, what: string): PreauError {
  if (error instanceof PreauError) return error;
  const name = error instanceof Error ? error.name : '';
  const got = error instanceof Error ? `${name} (${error.message})` : String(error);
  const status = statusOf(error);
  const retryable = status === undefined || status >= 500 || PATIENCE.has(name);
  return new PreauError(
    'store-unavailable',
    `Expected ${what} to succeed, got ${got}. ` +
      (retryable ? 'It is tried again.' : "See the table's name and the role's permissions."),
    { cause: error, retryable },
  );
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return undefined;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null) return undefined;
  return 'httpStatusCode' in metadata && typeof metadata.httpStatusCode === 'number'
    ? metadata.httpStatusCode
    : undefined;
}
