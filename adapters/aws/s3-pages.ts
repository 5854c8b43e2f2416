import { HeadObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Pages } from '../../app/ports.ts';
import { PreauError } from '../../core/errors.ts';
import { hashOf } from '../local/hash.ts';
import { httpStatusOf, isAbsent, storeError } from './store-error.ts';

export interface S3PagesOptions {
  readonly client: S3Client;
  readonly bucket: string;
}

/**
 * Half a minute, then the old page goes on being shown while a new one is fetched, and for a day
 * when none can be: the page itself says how fresh it is. Chosen.
 *
 * @see https://www.rfc-editor.org/rfc/rfc5861
 */
export const PAGES_CACHE_CONTROL =
  'public, max-age=30, stale-while-revalidate=60, stale-if-error=86400';

const TYPES: Readonly<Record<string, string>> = {
  atom: 'application/atom+xml; charset=utf-8',
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
  ico: 'image/vnd.microsoft.icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};

/** For one call and its retries: a store that hangs must leave the other its time. Chosen. */
const TIMEOUT_MS = 8_000;

/**
 * The status page in a bucket.
 *
 * The map's first file, which links to the others, is put last and only when all the others are
 * there: no half-published page refers to what is not. A file whose digest the store already has
 * in its metadata is not put again.
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
    if ((await digestThere(client, { Bucket, Key }, abortSignal)) === sha256) return;
    const page = {
      Bucket,
      Key,
      Body: content,
      ContentType: typeOf(Key),
      CacheControl: PAGES_CACHE_CONTROL,
      Metadata: { sha256 },
    };
    await client.send(new PutObjectCommand(page), { abortSignal });
  } catch (error) {
    throw storeError(error, `publishing ${Bucket}/${Key}`);
  }
}

async function digestThere(
  client: S3Client,
  place: { readonly Bucket: string; readonly Key: string },
  abortSignal: AbortSignal,
): Promise<string | null> {
  try {
    const { Metadata } = await client.send(new HeadObjectCommand(place), { abortSignal });
    return Metadata?.['sha256'] ?? null;
  } catch (error) {
    // Without the right to list, S3 says 403 of what is not there: the put itself will tell.
    if (isAbsent(error) || httpStatusOf(error) === 403) return null;
    throw error;
  }
}

const typeOf = (path: string): string =>
  TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream';
