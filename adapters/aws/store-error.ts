import { PreauError } from '../../core/errors.ts';

/** Refusals that a later try does not change. */
const REFUSED = new Set([400, 401, 403, 404, 405, 501]);

/**
 * What a failed call of a store means for its caller: `store-unavailable`, retryable unless the
 * store understood and refused; `credentials-missing` when nobody has signed in.
 *
 * @param what in a message, "reading evidence/manifests/ent.json"
 */
export function storeError(error: unknown, what: string): PreauError {
  if (error instanceof PreauError) return error;
  if (error instanceof Error && error.name === 'CredentialsProviderError')
    return new PreauError(
      'credentials-missing',
      `Expected credentials for ${what}, got none (${error.message.slice(0, 200)}). Sign in ("aws sso login", or AWS_PROFILE), then try again.`,
      {
        cause: error,
        said: { key: 'aws.storeCredentials', values: { what, got: error.message.slice(0, 200) } },
      },
    );
  const status = httpStatusOf(error);
  const got = error instanceof Error ? `${error.name} (${error.message})` : String(error);
  const refused = status !== null && REFUSED.has(status);
  return new PreauError(
    'store-unavailable',
    `Expected ${what} to succeed, got ${got.slice(0, 300)}. ${refused ? "See the bucket's name and the role's permissions." : 'It is tried again.'}`,
    {
      cause: error,
      retryable: !refused,
      said: {
        key: refused ? 'aws.storeRefused' : 'aws.storeFailed',
        values: { what, got: got.slice(0, 300) },
      },
    },
  );
}

/** The HTTP status that a service answered with; null when no answer came. */
export function httpStatusOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('$metadata' in error)) return null;
  const metadata = error.$metadata;
  if (typeof metadata !== 'object' || metadata === null) return null;
  if (!('httpStatusCode' in metadata)) return null;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : null;
}

/** Whether the store answered that it has no such object. A missing bucket is another matter. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'NoSuchKey' || (error.name === 'NotFound' && httpStatusOf(error) === 404));
