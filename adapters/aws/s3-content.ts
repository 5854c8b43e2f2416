import { HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { WORK_OBJECTS } from '../../config/aws-mirror-keys.ts';
import type { Sha256 } from '../../core/units.ts';
import { hashOf } from '../local/hash.ts';
import { putObject } from './s3-put.ts';
import { httpStatusOf, isAbsent, storeError } from './store-error.ts';

/** The work bucket, which takes away what is older than its days. */
export interface S3ContentOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

export interface KeptContent {
  readonly sha256: Sha256;
  /** Epoch milliseconds: from then its days count. */
  readonly putAt: number;
}

const TIMEOUT_MS = 10_000;

/**
 * Keep bytes under their hash, unless they are there and were put less than `freshMs` ago. A function
 * that was killed half-way put what it put: under its hash it may stay.
 *
 * @throws PreauError `store-unavailable`
 */
export async function keepContent(
  { client, bucket: Bucket, now }: S3ContentOptions,
  bytes: Uint8Array,
  freshMs: number,
): Promise<KeptContent> {
  const sha256 = hashOf(bytes);
  const Key = WORK_OBJECTS.content(sha256);
  const before = await putAtOf(client, { Bucket, Key });
  const at = now();
  if (before !== null && at - before < freshMs) return { sha256, putAt: before };
  await putObject(client, { Bucket, Key, Body: bytes });
  return { sha256, putAt: at };
}

async function putAtOf(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
): Promise<number | null> {
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { LastModified } = await client.send(new HeadObjectCommand(place), { abortSignal });
    return LastModified?.getTime() ?? null;
  } catch (error) {
    if (isAbsent(error) || httpStatusOf(error) === 403) return null;
    throw storeError(error, `looking at ${place.Bucket}/${place.Key}`);
  }
}
