import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { storeError } from './store-error.ts';

/** What an object is put with. */
export interface ObjectToPut {
  readonly Bucket: string;
  readonly Key: string;
  readonly Body: Uint8Array | string;
  readonly ContentType?: string;
  readonly CacheControl?: string;
  readonly Metadata?: Record<string, string>;
}

/** Of one object of 50 MB at most, the SDK's own retries included. Chosen. */
const TIMEOUT_MS = 60_000;

/** @throws PreauError `store-unavailable` */
export async function putObject(client: S3Client, object: ObjectToPut): Promise<void> {
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    await client.send(new PutObjectCommand(object), { abortSignal });
  } catch (error) {
    throw storeError(error, `putting ${object.Bucket}/${object.Key}`);
  }
}
