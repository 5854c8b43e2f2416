import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Directory } from '../../app/ports.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { type DirectoryCopy, openDirectoryCopy } from '../local/directory-copy.ts';
import { atMost } from './at-most.ts';
import { httpStatusOf, isAbsent, storeError } from './store-error.ts';

export interface S3DirectoryOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Where the copy is kept while the function lives. @default /tmp */
  readonly folder?: string;
  /** @default 200 MiB: two copies fit in Lambda's /tmp of 512 MB; France is 60 MB */
  readonly maxBytes?: number;
  /** For which the bucket is not asked again whether it has changed. @default it is, each time */
  readonly restMs?: number;
  /** A clock that never goes back. @default this machine's */
  readonly nowMs?: () => number;
  /** Told why the copy of before is used, when it is. */
  readonly tell?: (error: unknown) => void;
}

/** The bucket's directory, read like the local one. */
export interface S3Directory extends Directory, Pick<DirectoryCopy, 'servedSchools'> {
  /** The copy that is in use now. Nobody closes it but the process's end. */
  copy(): Promise<Omit<DirectoryCopy, 'close'>>;
}

interface Held {
  readonly etag: string;
  readonly copy: DirectoryCopy;
}

const MAX_BYTES = 200 * 1024 * 1024;
const TIMEOUT_MS = 60_000;

/**
 * The directory of schools from its bucket: fetched when it has changed, then read like the local
 * one. A store that does not answer, or has a file that is none, leaves the copy of before in use:
 * who knows its schools tells them (P6).
 *
 * @throws PreauError `directory-unreadable` when there is none or it is not one;
 *   `store-unavailable` when it cannot be fetched and there is no copy
 */
export function createS3Directory(options: S3DirectoryOptions): S3Directory {
  const { restMs = 0, nowMs = () => performance.now() } = options;
  let held: Held | null = null;
  let asking: Promise<Held> | null = null;
  let askAgainAtMs = 0;
  // An older copy is left to the collector: somebody may still be reading from it.
  const current = async (): Promise<DirectoryCopy> => {
    if (held !== null && asking === null && nowMs() < askAgainAtMs) return held.copy;
    asking ??= fetchNewer(options, held).finally(() => {
      asking = null;
    });
    held = await asking;
    askAgainAtMs = nowMs() + restMs;
    return held.copy;
  };
  return {
    schoolsFor: async function* (platform) {
      yield* (await current()).schoolsFor(platform);
    },
    servedSchools: async function* (platforms) {
      yield* (await current()).servedSchools(platforms);
    },
    count: async () => (await current()).count(),
    copy: current,
  };
}

async function fetchNewer(options: S3DirectoryOptions, held: Held | null): Promise<Held> {
  const { client, bucket: Bucket } = options;
  const place = { Bucket, Key: OBJECTS.directory };
  const name = `${Bucket}/${OBJECTS.directory}`;
  try {
    const asked = { ...place, ...(held && { IfNoneMatch: held.etag }) };
    const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
    const { Body, ETag = '' } = await client.send(new GetObjectCommand(asked), { abortSignal });
    return { etag: ETag, copy: await keep(options, Body as Readable, name) };
  } catch (error) {
    const unchanged = httpStatusOf(error) === 304;
    if (held !== null && !unchanged) options.tell?.(error);
    if (held !== null) return held;
    if (isAbsent(error)) throw noDirectory(name);
    throw storeError(error, `fetching ${name}`);
  }
}

/** The whole file or none: it has its name only once it is complete, and none once it is open. */
async function keep(
  { folder = '/tmp', maxBytes = MAX_BYTES }: S3DirectoryOptions,
  body: Readable,
  name: string,
): Promise<DirectoryCopy> {
  const draft = join(folder, `schools-${randomUUID()}.part`);
  const path = draft.replace(/\.part$/, '.sqlite');
  try {
    await mkdir(folder, { recursive: true });
    await pipeline(body, atMost(maxBytes, name), createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, path);
    return openDirectoryCopy(path);
  } finally {
    // What is open stays readable without its name, and its room is given back with the process.
    await rm(draft, { force: true });
    await rm(path, { force: true });
  }
}

const noDirectory = (name: string): PreauError =>
  new PreauError(
    'directory-unreadable',
    `Expected the directory of schools at ${name}, got none. Put it there with "preau schools publish".`,
  );
