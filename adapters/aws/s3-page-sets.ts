import type { S3Client } from '@aws-sdk/client-s3';
import * as z from 'zod/mini';
import { PAGE_OBJECTS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import { type PlatformId, platformId } from '../../core/units.ts';
import { pageObject } from './page-object.ts';
import { putObject } from './s3-put.ts';
import { readObject } from './s3-read.ts';

/** Platforms that serve the same schools, in the order of the configuration; one list a set. */
export type PageSets = readonly (readonly PlatformId[])[];

/** What the function that reads the directory tells the one that writes the status page. */
export interface PageSetsStore {
  /** Empty when none were kept. @throws PreauError `store-unavailable` */
  readonly read: () => Promise<PageSets>;
  /** @throws PreauError `store-unavailable` */
  readonly keep: (sets: PageSets) => Promise<void>;
}

/** 200 sets of 100 platforms, each with 64 letters. */
const MAX_BYTES = 2 * 1024 * 1024;

const setsSchema = z.array(
  z
    .array(z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/)))
    .check(z.minLength(1), z.maxLength(500)),
);

/** The sets beside the pages, in their bucket. */
export function createS3PageSets(client: S3Client, Bucket: string): PageSetsStore {
  const place = { Bucket, Key: PAGE_OBJECTS.sets };
  const read = async (): Promise<PageSets> => {
    const bytes = await readObject(client, place, MAX_BYTES);
    return bytes === null ? [] : parse(Buffer.from(bytes).toString('utf8'), place);
  };
  return {
    read,
    keep: async (sets) => {
      const text = JSON.stringify(sets);
      // What is there is of no use where it cannot be read.
      const there = await read().catch(() => null);
      if (there === null || JSON.stringify(there) !== text)
        await putObject(client, pageObject(place, text));
    },
  };
}

function parse(text: string, { Bucket, Key }: { readonly Bucket: string; readonly Key: string }) {
  try {
    return z.parse(setsSchema, JSON.parse(text)).map((set) => set.map(platformId));
  } catch (cause) {
    throw new PreauError(
      'store-unavailable',
      `Expected sets of platforms in ${Bucket}/${Key}, got something else. Remove it: it is made again within the hour.`,
      { cause },
    );
  }
}
