import {
  CopyObjectCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  type PutObjectCommandInput,
  type S3Client,
} from '@aws-sdk/client-s3';
import { PreauError } from '../../core/errors.ts';
import { hashOf } from '../local/hash.ts';
import { putWhole } from './put-whole.ts';
import { listObjects } from './s3-list.ts';
import { readObject } from './s3-read.ts';
import { isAbsent, storeError } from './store-error.ts';

/** What a store keeps beside an object, and gives out with it. */
export type SiteHeaders = Pick<
  PutObjectCommandInput,
  'ContentType' | 'CacheControl' | 'ContentDisposition' | 'ContentEncoding'
> & { readonly Metadata: Record<string, string> };

/** The few things that a site asks of an S3-compatible store. */
export interface SiteObjects {
  /** Sizes by key. */
  list(prefix: string): Promise<ReadonlyMap<string, ListedSize>>;
  read(key: string, maxBytes: number): Promise<Uint8Array | null>;
  /** Put, and ask what is there. @throws PreauError `mirror-unverified` when it is something else */
  put(key: string, bytes: Uint8Array, headers: SiteHeaders): Promise<void>;
  /** By the store itself. @returns false when there is nothing to copy */
  copy(from: string, to: string, headers: SiteHeaders): Promise<boolean>;
  remove(key: string): Promise<void>;
}

export interface ListedSize {
  readonly sizeBytes: number;
  /** Epoch milliseconds. */
  readonly putAt: number;
}

/** Of one call, the SDK's own retries included. Chosen. */
const TIMEOUT_MS = 60_000;

/** @throws PreauError `store-unavailable` from each */
export function siteObjects(client: S3Client, Bucket: string): SiteObjects {
  const abortSignal = () => AbortSignal.timeout(TIMEOUT_MS);
  return {
    list: async (Prefix) => {
      const found = new Map<string, ListedSize>();
      for await (const { key, ...size } of listObjects(client, { Bucket, Prefix }))
        found.set(key, size);
      return found;
    },
    read: (Key, maxBytes) => readObject(client, { Bucket, Key }, maxBytes),
    put: async (Key, bytes, headers) => {
      const sha256 = hashOf(bytes);
      const Metadata = { ...headers.Metadata, sha256 };
      await putWhole(client, { Bucket, Key, ...headers, Metadata }, bytes);
      await checkPut(client, { Bucket, Key }, bytes.length, sha256);
    },
    copy: async (from, to, headers) => {
      const CopySource = `${Bucket}/${from}`.split('/').map(encodeURIComponent).join('/');
      const target = { Bucket, Key: to, ...headers, MetadataDirective: 'REPLACE' as const };
      try {
        const command = new CopyObjectCommand({ ...target, CopySource });
        await client.send(command, { abortSignal: abortSignal() });
        return true;
      } catch (error) {
        if (isAbsent(error)) return false;
        throw storeError(error, `copying ${from} to ${Bucket}/${to}`);
      }
    },
    remove: async (Key) => {
      try {
        // One by one: for many at once stores ask for checksums that others do not know.
        const command = new DeleteObjectCommand({ Bucket, Key });
        await client.send(command, { abortSignal: abortSignal() });
      } catch (error) {
        throw storeError(error, `taking away ${Bucket}/${Key}`);
      }
    },
  };
}

async function checkPut(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  sizeBytes: number,
  sha256: string,
): Promise<void> {
  const name = `${place.Bucket}/${place.Key}`;
  try {
    const { ContentLength, Metadata } = await client.send(new HeadObjectCommand(place), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (ContentLength === sizeBytes && Metadata?.['sha256'] === sha256) return;
    throw new PreauError(
      'mirror-unverified',
      `expected ${sizeBytes} bytes of ${sha256.slice(0, 12)} in ${name}, got ${ContentLength} of ${(Metadata?.['sha256'] ?? 'no hash').slice(0, 12)}; publish again, and see that nobody else writes there`,
    );
  } catch (error) {
    throw storeError(error, `looking at ${name}`);
  }
}
