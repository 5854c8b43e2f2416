import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { PreauError } from '../../core/errors.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { MANIFEST_MAX_BYTES, parseManifest } from '../local/mirror/manifest-schema.ts';
import { readObject } from './s3-read.ts';
import { siteKeys } from './site-keys.ts';
import { httpStatusOf, isAbsent, storeError } from './store-error.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

/** The pointer of a site, as it was read. */
export interface SitePointer {
  readonly buildId: string;
  readonly etag: string | undefined;
}

/** What may stand among the plain files: one build's, or two builds' after an interruption. */
export interface PlainState {
  readonly builds: readonly string[];
  /** All plain files that are ours. */
  readonly paths: readonly string[];
}

/** What a site knows of itself. */
export interface SiteState {
  pointer(): Promise<SitePointer | null>;
  /** @throws PreauError `store-unavailable`, retryable, when somebody else turned it meanwhile */
  turn(buildId: string, before: SitePointer | null): Promise<void>;
  plain(): Promise<PlainState>;
  /** @returns null when there is none that can be read */
  manifest(buildId: string): Promise<Manifest | null>;
}

const TIMEOUT_MS = 30_000;
const build = z.string().check(z.regex(/^[0-9a-f]{16}$/));
const plainSchema = z.object({ builds: z.array(build), paths: z.array(z.string()) });

/** @throws PreauError `store-unavailable` from each */
export function siteState(client: S3Client, Bucket: string, prefix: string): SiteState {
  const keys = siteKeys(prefix);
  return {
    pointer: () => readPointer(client, { Bucket, Key: keys.pointer }),
    turn: (buildId, before) => turn(client, { Bucket, Key: keys.pointer }, buildId, before),
    plain: async () => {
      const data = await readJson(client, { Bucket, Key: keys.plainFiles });
      const read = z.safeParse(plainSchema, data);
      return read.success ? read.data : { builds: [], paths: [] };
    },
    manifest: async (buildId) => {
      const data = await readJson(client, { Bucket, Key: keys.manifest(buildId) });
      try {
        const manifest = parseManifest(data);
        return manifest.buildId === buildId ? manifest : null;
      } catch {
        // A release that cannot be read has nothing to share.
        return null;
      }
    },
  };
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function readJson(client: S3Client, place: Place): Promise<unknown> {
  const bytes = await readObject(client, place, MANIFEST_MAX_BYTES);
  try {
    return parseForeignJson(Buffer.from(bytes ?? []).toString('utf8'));
  } catch {
    return null;
  }
}

async function readPointer(client: S3Client, place: Place): Promise<SitePointer | null> {
  try {
    const {
      Body,
      ETag,
      ContentLength = 0,
    } = await client.send(new GetObjectCommand(place), {
      abortSignal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = ContentLength > 100 ? '' : ((await Body?.transformToString()) ?? '');
    const buildId = /^releases\/([0-9a-f]{16})\s*$/.exec(text)?.[1];
    return { buildId: buildId ?? '', etag: ETag };
  } catch (error) {
    if (isAbsent(error)) return null;
    throw storeError(error, `reading ${place.Bucket}/${place.Key}`);
  }
}

/**
 * On the condition that the pointer is still the one that was read. A store that knows no conditions
 * answers 501, and is then asked without.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
async function turn(
  client: S3Client,
  place: Place,
  buildId: string,
  before: SitePointer | null,
): Promise<void> {
  const object = {
    ...place,
    Body: `releases/${buildId}\n`,
    ContentType: 'text/plain',
    CacheControl: 'no-store',
  };
  const condition = before === null ? { IfNoneMatch: '*' } : { IfMatch: before.etag };
  const put = (input: typeof object) =>
    client.send(new PutObjectCommand(input), { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
  try {
    await put({ ...object, ...condition }).catch((error: unknown) => {
      if (httpStatusOf(error) === 501) return put(object);
      throw error;
    });
  } catch (error) {
    if (![409, 412].includes(httpStatusOf(error) ?? 0))
      throw storeError(error, `turning ${place.Bucket}/${place.Key}`);
    throw new PreauError(
      'store-unavailable',
      `expected to be alone in writing to ${place.Bucket}/${place.Key}, was overtaken; see which build is served, then try again`,
      {
        cause: error,
        retryable: true,
        said: { key: 'release.overtaken', values: { place: `${place.Bucket}/${place.Key}` } },
      },
    );
  }
}
