import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';
import { storeError } from './store-error.ts';

/** One object of a listing. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** When it was last put, in epoch milliseconds. */
  readonly putAt: number;
  /** Changes with its bytes; '' where the store has none. */
  readonly etag: string;
}

/** Of one page of the listing, the SDK's own retries included. Chosen. */
const TIMEOUT_MS = 30_000;

/**
 * List the objects under a prefix, in the order of their keys' bytes, a page at a time.
 *
 * @throws PreauError `store-unavailable`
 */
export async function* listObjects(
  client: S3Client,
  place: { readonly Bucket: string; readonly Prefix: string },
): AsyncGenerator<ListedObject> {
  let token: string | undefined;
  do {
    const page = await readPage(client, { ...place, ...(token && { ContinuationToken: token }) });
    for (const { Key, Size = 0, LastModified, ETag = '' } of page.Contents ?? [])
      if (Key !== undefined)
        yield { key: Key, sizeBytes: Size, putAt: LastModified?.getTime() ?? 0, etag: ETag };
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/**
 * The folders directly under a prefix, with the prefix and without the last slash.
 *
 * @throws PreauError `store-unavailable`
 */
export async function listFolders(
  client: S3Client,
  place: { readonly Bucket: string; readonly Prefix: string },
): Promise<readonly string[]> {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const asked = { ...place, Delimiter: '/', ...(token && { ContinuationToken: token }) };
    const page = await readPage(client, asked);
    for (const { Prefix = '' } of page.CommonPrefixes ?? []) found.push(Prefix.replace(/\/$/, ''));
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return found;
}

async function readPage(
  client: S3Client,
  asked: {
    readonly Bucket: string;
    readonly Prefix: string;
    readonly Delimiter?: string;
    readonly ContinuationToken?: string;
  },
) {
  try {
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    return await client.send(new ListObjectsV2Command(asked), { abortSignal });
  } catch (error) {
    throw storeError(error, `listing ${asked.Bucket}/${asked.Prefix}`);
  }
}
