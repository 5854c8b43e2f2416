import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PreauError } from '../../core/errors.ts';
import { storeError } from './store-error.ts';

export interface SecretOptions {
  readonly client: SecretsManagerClient;
  readonly arn: string;
}

/** From the question to the answer, the SDK's own retries included. Chosen. */
const TIMEOUT_MS = 5_000;

/**
 * One secret of Secrets Manager, asked for at its first use and kept for the process: a new value
 * is taken up by the next one.
 *
 * @returns its bytes; those of a string secret are its UTF-8
 * @throws PreauError `store-unavailable`, retryable unless it was refused; the next call asks again
 */
export function createSecret({ client, arn }: SecretOptions): () => Promise<Uint8Array> {
  let known: Promise<Uint8Array> | null = null;
  return async () => {
    known ??= ask(client, arn);
    try {
      return await known;
    } catch (error) {
      known = null;
      throw error;
    }
  };
}

async function ask(client: SecretsManagerClient, arn: string): Promise<Uint8Array> {
  try {
    const command = new GetSecretValueCommand({ SecretId: arn });
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { SecretBinary, SecretString = '' } = await client.send(command, { abortSignal });
    const bytes = SecretBinary ?? new TextEncoder().encode(SecretString);
    if (bytes.byteLength > 0) return bytes;
  } catch (error) {
    throw storeError(error, `reading the secret ${arn}`);
  }
  throw new PreauError(
    'store-unavailable',
    `Expected a value in the secret ${arn}, got an empty one. Put one, or deploy its stack again.`,
  );
}
