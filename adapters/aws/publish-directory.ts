import { readFile, stat } from 'node:fs/promises';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { OBJECTS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { type DirectoryBucket, findDirectoryBucket } from './find-directory-bucket.ts';
import { isAbsent, storeError } from './store-error.ts';

/** What was put, and what undoes it. */
export interface PublishedDirectory {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** Null in a dry run, and in a bucket without versions. */
  readonly version: string | null;
  /** The version that was in use before; null for a first one. */
  readonly previousVersion: string | null;
}

export interface PublishDirectoryOptions {
  readonly region: string;
  /** Null: that of the credentials. */
  readonly account: string | null;
  readonly dryRun: boolean;
}

/** What `createS3Directory` takes at most. */
const MAX_BYTES = 200 * 1024 * 1024;
const TIMEOUT_MS = 10 * 60_000;

/**
 * Put a directory's file where the home's functions read it. The bucket encrypts it with its own
 * key and keeps the versions of before.
 *
 * @throws PreauError `argument-invalid` for a file that is too large; `not-found`,
 *   `store-unavailable`: then the version of before stands
 */
export async function publishDirectory(
  file: string,
  { region, account, dryRun }: PublishDirectoryOptions,
): Promise<PublishedDirectory> {
  const sizeBytes = (await stat(file)).size;
  if (sizeBytes > MAX_BYTES)
    throw new PreauError(
      'argument-invalid',
      `Expected a directory of at most ${MAX_BYTES} bytes, got ${sizeBytes}. Import only the departments that the platforms serve.`,
      { said: { key: 'aws.directory', values: { most: MAX_BYTES, bytes: sizeBytes } } },
    );
  const client = new S3Client({ region });
  try {
    const bucket = await findDirectoryBucket(client, region, account);
    const previousVersion = await versionOf(client, bucket);
    const version = dryRun ? null : await put(client, bucket, await readFile(file));
    return { bucket: bucket.name, key: OBJECTS.directory, sizeBytes, version, previousVersion };
  } finally {
    client.destroy();
  }
}

const placeOf = ({ name, account }: DirectoryBucket) => ({
  Bucket: name,
  Key: OBJECTS.directory,
  ExpectedBucketOwner: account,
});

async function versionOf(client: S3Client, bucket: DirectoryBucket): Promise<string | null> {
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { VersionId } = await client.send(new HeadObjectCommand(placeOf(bucket)), {
      abortSignal,
    });
    return VersionId ?? null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw storeError(error, `looking for the directory in ${bucket.name}`);
  }
}

async function put(
  client: S3Client,
  bucket: DirectoryBucket,
  bytes: Uint8Array,
): Promise<string | null> {
  const ContentType = 'application/vnd.sqlite3';
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const command = new PutObjectCommand({ ...placeOf(bucket), Body: bytes, ContentType });
    const { VersionId } = await client.send(command, { abortSignal });
    return VersionId ?? null;
  } catch (error) {
    throw storeError(error, `putting the directory in ${bucket.name}`);
  }
}
