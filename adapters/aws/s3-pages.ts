import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Pages } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { hashOf } from '../local/hash.ts';
import { pageObject } from './page-object.ts';
import { httpStatusOf, isAbsent, storeError } from './store-error.ts';

export interface S3PagesOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

/** For one call and its retries: a store that hangs must leave the other its time. Chosen. */
const TIMEOUT_MS = 8_000;

/**
 * The status page in a bucket.
 *
 * The map's first file, which links to the others, is put last and only when all the others are
 * there: no half-published page refers to what is not. A file whose digest the store already has
 * in its metadata is not put again; one that was put is read back, and must be what was put.
 *
 * @throws PreauError `store-unavailable`; `argument-invalid` for a path out of the page
 */
export function createS3Pages(options: S3PagesOptions): Pages {
  let latest: Promise<void> = Promise.resolve();
  return {
    publish(files) {
      const next = latest.then(() => publishAll(options, files));
      latest = next.catch(() => undefined);
      return next;
    },
  };
}

async function publishAll(
  options: S3PagesOptions,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const [first, ...others] = files;
  for (const path of files.keys()) refuseOutside(path);
  await Promise.all(others.map((file) => putChanged(options, file)));
  if (first !== undefined) await putChanged(options, first);
}

function refuseOutside(path: string): void {
  const parts = path.split('/');
  if (parts.every((part) => /^[\w.-]{1,100}$/.test(part) && part !== '..' && part !== '.')) return;
  throw new PreauError('argument-invalid', `expected a path within the page, got ${path}`);
}

async function putChanged(
  { client, bucket: Bucket }: S3PagesOptions,
  [Key, content]: readonly [string, string],
): Promise<void> {
  const sha256 = hashOf(content);
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const there = await seenThere(client, { Bucket, Key }, abortSignal);
    // Its digest is what was said of it, its length what is kept.
    if (there?.sha256 === sha256 && there.sizeBytes === Buffer.byteLength(content)) return;
    await client.send(new PutObjectCommand(pageObject({ Bucket, Key }, content)), { abortSignal });
    await verify(client, { Bucket, Key }, sha256, abortSignal);
  } catch (error) {
    throw storeError(error, `publishing ${Bucket}/${Key}`);
  }
}

/** A store may take a file and keep another, or keep it for itself. */
async function verify(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  sha256: string,
  abortSignal: AbortSignal,
): Promise<void> {
  const { Body } = await client.send(new GetObjectCommand(place), { abortSignal });
  const got = hashOf((await Body?.transformToByteArray()) ?? new Uint8Array());
  if (got === sha256) return;
  throw new PreauError(
    'store-unavailable',
    `Expected ${place.Bucket}/${place.Key} to be read back as it was put (SHA-256 ${sha256}), got ${got}. See who else writes there.`,
    { retryable: true },
  );
}

async function seenThere(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  abortSignal: AbortSignal,
): Promise<{ readonly sha256?: string; readonly sizeBytes?: number } | null> {
  try {
    const { Metadata, ContentLength } = await client.send(new HeadObjectCommand(place), {
      abortSignal,
    });
    return {
      ...(Metadata?.['sha256'] && { sha256: Metadata['sha256'] }),
      ...(ContentLength !== undefined && { sizeBytes: ContentLength }),
    };
  } catch (error) {
    // Without the right to list, S3 says 403 of what is not there: the put itself will tell.
    if (isAbsent(error) || httpStatusOf(error) === 403) return null;
    throw error;
  }
}
