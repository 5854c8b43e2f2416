import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { storeError } from './store-error.ts';

/**
 * Larger objects go in parts, so that a line that breaks costs a part. Amazon advises it from 100 MB
 * for its own lines; schools' are thinner. Chosen; 5 MiB is the least that S3 takes.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html
 */
const PART_BYTES = 8 * 1024 * 1024;

/** Of one part, on a line of 2 Mbit/s. Chosen. */
const TIMEOUT_MS = 60_000;

/**
 * Put one object with an MD5 of its bytes, which every S3-compatible store compares (RFC 1864), in parts
 * where it is large. It is there whole or not at all.
 *
 * @throws PreauError `store-unavailable`
 */
export async function putWhole(
  client: S3Client,
  object: PutObjectCommandInput & { readonly Bucket: string; readonly Key: string },
  bytes: Uint8Array,
): Promise<void> {
  try {
    if (bytes.length > PART_BYTES) await putInParts(client, object, bytes);
    else {
      const command = new PutObjectCommand({ ...object, ...bodyOf(bytes) });
      await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
    }
  } catch (error) {
    throw storeError(error, `putting ${object.Bucket}/${object.Key}`);
  }
}

const bodyOf = (bytes: Uint8Array) => ({
  Body: bytes,
  ContentLength: bytes.length,
  ContentMD5: createHash('md5').update(bytes).digest('base64'),
});

async function putInParts(
  client: S3Client,
  object: PutObjectCommandInput & { readonly Bucket: string; readonly Key: string },
  bytes: Uint8Array,
): Promise<void> {
  const { Bucket, Key } = object;
  const { UploadId } = await client.send(new CreateMultipartUploadCommand(object), {
    abortSignal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const upload = { Bucket, Key, UploadId };
  try {
    const Parts: { readonly PartNumber: number; readonly ETag: string | undefined }[] = [];
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      const PartNumber = Parts.length + 1;
      const part = bodyOf(bytes.subarray(at, at + PART_BYTES));
      const { ETag } = await client.send(
        new UploadPartCommand({ ...upload, PartNumber, ...part }),
        {
          abortSignal: AbortSignal.timeout(TIMEOUT_MS),
        },
      );
      Parts.push({ PartNumber, ETag });
    }
    const command = new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } });
    await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (error) {
    // Parts that nobody completes are paid for until they are taken away.
    await client
      .send(new AbortMultipartUploadCommand(upload), {
        abortSignal: AbortSignal.timeout(TIMEOUT_MS),
      })
      .catch(() => undefined);
    throw error;
  }
}
