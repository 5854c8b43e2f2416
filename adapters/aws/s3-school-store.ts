import { createHash } from 'node:crypto';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { SchoolStore } from '../../app/pages/school-store.ts';
import { PAGE_OBJECTS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { hashOf } from '../local/hash.ts';
import { inLanes } from '../local/in-lanes.ts';
import { pageObject } from './page-object.ts';
import { readObject } from './s3-read.ts';
import { isAbsent, storeError } from './store-error.ts';

/** 100,000 schools are 2.5 MB of marks. Chosen. */
const MARKS_MAX_BYTES = 8 * 1024 * 1024;

/** Of one small object and its retries. Chosen. */
const TIMEOUT_MS = 8_000;
const LANES = 16;

/**
 * The schools' files in a bucket, Amazon's or another company's.
 *
 * @throws PreauError `store-unavailable`
 */
export function createS3SchoolStore(client: S3Client, Bucket: string): SchoolStore {
  const marks = { Bucket, Key: PAGE_OBJECTS.schools };
  return {
    readMarks: async () => {
      const bytes = await readObject(client, marks, MARKS_MAX_BYTES);
      return bytes === null ? null : Buffer.from(bytes).toString('utf8');
    },
    keepMarks: (text) => put(client, marks, text),
    put: (Key, text) => put(client, { Bucket, Key }, text),
    remove: (Key) =>
      within(`removing ${Bucket}/${Key}`, async (abortSignal) => {
        await client.send(new DeleteObjectCommand({ Bucket, Key }), { abortSignal });
      }),
    has: async (paths) => {
      const found = await inLanes(paths, LANES, (Key) => isThere(client, { Bucket, Key }));
      return found.every(Boolean);
    },
  };
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

/**
 * A store's tag of an object that was put at once is its MD5, nearly everywhere: it shows what was kept
 * without another question. Where it is none, the object is read back.
 */
const put = (client: S3Client, place: Place, text: string): Promise<void> =>
  within(`publishing ${place.Bucket}/${place.Key}`, async (abortSignal) => {
    const { ETag } = await client.send(new PutObjectCommand(pageObject(place, text)), {
      abortSignal,
    });
    if (ETag?.replaceAll('"', '') === createHash('md5').update(text).digest('hex')) return;
    const { Body } = await client.send(new GetObjectCommand(place), { abortSignal });
    if (hashOf((await Body?.transformToByteArray()) ?? new Uint8Array()) === hashOf(text)) return;
    throw new PreauError(
      'store-unavailable',
      `Expected ${place.Bucket}/${place.Key} to be read back as it was put, got something else. See who else writes there.`,
      { retryable: true },
    );
  });

const isThere = (client: S3Client, place: Place): Promise<boolean> =>
  within(`looking for ${place.Bucket}/${place.Key}`, async (abortSignal) => {
    try {
      await client.send(new HeadObjectCommand(place), { abortSignal });
      return true;
    } catch (error) {
      if (isAbsent(error)) return false;
      throw error;
    }
  });

async function within<T>(what: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await work(AbortSignal.timeout(TIMEOUT_MS));
  } catch (error) {
    throw storeError(error, what);
  }
}
