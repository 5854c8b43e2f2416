import { Readable } from 'node:stream';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PreauError } from '../../core/errors.ts';
import { isAbsent, storeError } from './store-error.ts';

/** Where an object is. */
export interface ObjectPlace {
  readonly Bucket: string;
  readonly Key: string;
}

/** From the question to the last byte, the SDK's own retries included. Chosen. */
const TIMEOUT_MS = 30_000;

/** A body that nobody reads breaks with its connection, which nobody would catch. */
function giveUp(body: unknown): void {
  if (!(body instanceof Readable)) return;
  body.on('error', () => undefined);
  body.destroy();
}

/**
 * Read one object whole, as far as it may be trusted in memory.
 *
 * @returns null when there is no such object
 * @throws PreauError `store-unavailable`; not retryable when the object is larger than `maxBytes`
 */
export async function readObject(
  client: S3Client,
  place: ObjectPlace,
  maxBytes: number,
): Promise<Uint8Array | null> {
  const name = `${place.Bucket}/${place.Key}`;
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { Body, ContentLength = 0 } = await client.send(new GetObjectCommand(place), {
      abortSignal,
    });
    if (ContentLength > maxBytes) {
      giveUp(Body);
      throw tooLarge(name, maxBytes);
    }
    const chunks: Uint8Array[] = [];
    let size = 0;
    // In Node a body is a stream of bytes, whatever length its header announced.
    for await (const chunk of (Body ?? []) as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > maxBytes) throw tooLarge(name, maxBytes);
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    if (isAbsent(error)) return null;
    throw storeError(error, `reading ${name}`);
  }
}

const tooLarge = (name: string, maxBytes: number): PreauError =>
  new PreauError(
    'store-unavailable',
    `Expected at most ${maxBytes} bytes in ${name}, got more. Whatever stands there was not put by Préau.`,
  );
