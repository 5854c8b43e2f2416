import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Blobs } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { hashOf } from '../local/hash.ts';
import { httpStatusOf, storeError } from './store-error.ts';
import { readObject } from './s3-read.ts';

export interface S3BlobsOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Before each hash, e.g. `blobs/`. */
  readonly prefix: string;
  /** A larger blob is neither put nor read. @default 256 MiB, chosen: a function's memory */
  readonly maxBytes?: number;
}

const HASH = /^[0-9a-f]{64}$/;
const MAX_BYTES = 256 * 1024 * 1024;
/** Two who put the same blob at once may both be told "conflict" (409). Chosen. */
const TRIES = 3;
const TIMEOUT_MS = 60_000;

/**
 * Bytes in a bucket, each object named for its own hash and never written over: a store that
 * honours If-None-Match answers 412, and the blob is there.
 *
 * An object whose bytes are no longer those of its name is taken for absent.
 *
 * @throws PreauError `store-unavailable`; `argument-invalid` for a blob beyond `maxBytes`
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function createS3Blobs(options: S3BlobsOptions): Blobs {
  const { client, bucket: Bucket, prefix, maxBytes = MAX_BYTES } = options;
  return {
    put: async (bytes) => {
      if (bytes.length > maxBytes)
        throw new PreauError(
          'argument-invalid',
          `Expected a blob of at most ${maxBytes} bytes, got ${bytes.length}. Keep it in parts.`,
        );
      const hash = hashOf(bytes);
      const Key = `${prefix}${hash}`;
      await putOnce(client, { Bucket, Key, Body: bytes, IfNoneMatch: '*' });
      return hash;
    },
    get: async (hash) => {
      if (!HASH.test(hash)) return null;
      const bytes = await readObject(client, { Bucket, Key: `${prefix}${hash}` }, maxBytes);
      return bytes !== null && hashOf(bytes) === hash ? bytes : null;
    },
  };
}

async function putOnce(
  client: S3Client,
  blob: { Bucket: string; Key: string; Body: Uint8Array; IfNoneMatch: '*' },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
      await client.send(new PutObjectCommand(blob), { abortSignal });
      return;
    } catch (error) {
      const status = httpStatusOf(error);
      if (status === 412) return;
      if (status !== 409 || tries === TRIES)
        throw storeError(error, `putting ${blob.Bucket}/${blob.Key}`);
    }
  }
}
