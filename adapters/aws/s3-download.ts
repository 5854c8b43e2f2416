import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { PreauError } from '../../core/errors.ts';
import type { ObjectPlace } from './s3-read.ts';
import { storeError } from './store-error.ts';

/** From the question to the last byte: 2 GiB at 8 MB/s. A function has 60 or more. Chosen. */
const TIMEOUT_MS = 270_000;

export interface Download {
  /** The edition that is wanted; another one is refused. */
  readonly etag: string;
  readonly maxBytes: number;
  /** A file that is not there yet. */
  readonly path: string;
}

/**
 * Write one object to a file, as it comes, without holding it.
 *
 * @throws PreauError `store-unavailable`; not retryable when there is another edition by now, or it
 *   is larger than it may be
 */
export async function downloadObject(
  client: S3Client,
  place: ObjectPlace,
  { etag, maxBytes, path }: Download,
): Promise<void> {
  const name = `${place.Bucket}/${place.Key}`;
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const { Body, ETag } = await client.send(new GetObjectCommand(place), { abortSignal: signal });
    // In Node a body is a stream of bytes.
    const body = Body as Readable;
    if (ETag !== etag) {
      body.destroy();
      throw replaced(name);
    }
    await pipeline(
      body,
      atMost(maxBytes, name),
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      {
        signal,
      },
    );
  } catch (error) {
    throw storeError(error, `downloading ${name}`);
  }
}

function atMost(maxBytes: number, name: string): Transform {
  let bytes = 0;
  return new Transform({
    transform: (chunk: Uint8Array, _, done) => {
      bytes += chunk.length;
      if (bytes <= maxBytes) done(null, chunk);
      else
        done(
          new PreauError(
            'store-unavailable',
            `Expected at most ${maxBytes} bytes in ${name}, got more. Export the course in parts.`,
          ),
        );
    },
  });
}

const replaced = (name: string): PreauError =>
  new PreauError(
    'store-unavailable',
    `Expected ${name} as it was listed, got another edition: it was replaced while the build ran. Begin the build anew.`,
  );
