// Imported for its effect: the store takes no other signature than this one's.
import '@aws-sdk/signature-v4a';
import {
  type CloudFrontKeyValueStoreClient,
  DescribeKeyValueStoreCommand,
  GetKeyCommand,
  ListKeysCommand,
  UpdateKeysCommand,
} from '@aws-sdk/client-cloudfront-keyvaluestore';
import type { ReleasePointer, RoutedRelease } from '../../app/mirror/releases.ts';
import { RELEASE_KEYS } from '../../config/aws-mirror-keys.ts';
import { PreauError } from '../../core/errors.ts';
import { httpStatusOf, storeError } from './store-error.ts';

export interface KvsReleasesOptions {
  readonly client: CloudFrontKeyValueStoreClient;
  /** The key value store's ARN. */
  readonly arn: string;
  /** Told of addresses that the store cannot hold; the edge takes them for what their names say. */
  readonly tellUnroutable?: (addresses: readonly string[]) => void;
}

/**
 * Of one update, and of a key.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
 */
const KEYS_PER_UPDATE = 50;
const KEY_BYTES_MAX = 512;
/** The store has 5 MB for all platforms; this is a quarter of a megabyte each. Chosen. */
const KEYS_PER_RELEASE = 2_000;
/** Two builds that end at once write one after the other. Chosen. */
const TRIES = 5;
const TIMEOUT_MS = 30_000;

/**
 * The pointers to the releases that are served, in CloudFront's key value store.
 *
 * The pointer is in the last update, on the condition that nobody wrote meanwhile; a build that is
 * interrupted before it leaves the release before in service. The store reaches all edges within
 * seconds; until then some serve the release before, which is kept.
 *
 * @throws PreauError `store-unavailable`
 */
export function createKvsReleases(options: KvsReleasesOptions): ReleasePointer {
  return {
    current: (platform) => readKey(options, RELEASE_KEYS.pointer(platform)),
    turn: async (platform, release, kept) => {
      const wanted = markersOf(options, platform, release);
      const there = await keysOf(options, platform);
      const puts = wanted.filter((key) => !there.includes(key)).map((Key) => ({ Key, Value: '1' }));
      const builds = [...kept, release.buildId];
      const deletes = there.filter((key) => !builds.some((build) => isOf(key, platform, build)));
      for (const part of parts(puts)) await update(options, { Puts: part });
      const pointer = { Key: RELEASE_KEYS.pointer(platform), Value: release.buildId };
      await update(options, { Puts: [pointer] });
      for (const part of parts(deletes))
        await update(options, { Deletes: part.map((Key) => ({ Key })) });
    },
  };
}

function markersOf(
  { tellUnroutable }: KvsReleasesOptions,
  platform: string,
  { buildId, known, byQuery }: RoutedRelease,
): readonly string[] {
  const all = [
    ...byQuery.map((path) => [path, RELEASE_KEYS.query(platform, buildId, path)] as const),
    ...known.map((one) => [one, RELEASE_KEYS.known(platform, buildId, one)] as const),
  ];
  // Keys are percent-encoded: a character is a byte.
  const short = all.filter(([, key]) => key.length <= KEY_BYTES_MAX);
  const held = short.slice(0, KEYS_PER_RELEASE);
  const lost = [...all.filter((one) => !short.includes(one)), ...short.slice(KEYS_PER_RELEASE)];
  if (lost.length > 0) tellUnroutable?.(lost.map(([address]) => address));
  return held.map(([, key]) => key);
}

const isOf = (key: string, platform: string, build: string): boolean =>
  key.startsWith(`known/${platform}/${build}/`) || key.startsWith(`query/${platform}/${build}/`);

function parts<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / KEYS_PER_UPDATE) }, (_, part) =>
    items.slice(part * KEYS_PER_UPDATE, (part + 1) * KEYS_PER_UPDATE),
  );
}

async function readKey({ client, arn }: KvsReleasesOptions, Key: string): Promise<string | null> {
  try {
    const command = new GetKeyCommand({ KvsARN: arn, Key });
    const { Value } = await client.send(command, { abortSignal: AbortSignal.timeout(TIMEOUT_MS) });
    return Value ?? null;
  } catch (error) {
    if (httpStatusOf(error) === 404) return null;
    throw storeError(error, `reading ${Key} of ${arn}`);
  }
}

/** The markers of one platform's releases that are there. */
async function keysOf(
  { client, arn }: KvsReleasesOptions,
  platform: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  let token: string | undefined;
  try {
    do {
      const asked = { KvsARN: arn, MaxResults: 50, ...(token && { NextToken: token }) };
      const page = await client.send(new ListKeysCommand(asked), {
        abortSignal: AbortSignal.timeout(TIMEOUT_MS),
      });
      for (const { Key = '' } of page.Items ?? []) if (isMarker(Key, platform)) found.push(Key);
      token = page.NextToken;
    } while (token !== undefined);
  } catch (error) {
    throw storeError(error, `listing the keys of ${arn}`);
  }
  return found;
}

const isMarker = (key: string, platform: string): boolean =>
  key.startsWith(`known/${platform}/`) || key.startsWith(`query/${platform}/`);

type Change =
  | { readonly Puts: readonly { readonly Key: string; readonly Value: string }[] }
  | { readonly Deletes: readonly { readonly Key: string }[] };

async function update({ client, arn }: KvsReleasesOptions, change: Change): Promise<void> {
  const abortSignal = AbortSignal.timeout(TIMEOUT_MS);
  for (let tries = 1; ; tries += 1) {
    try {
      const described = new DescribeKeyValueStoreCommand({ KvsARN: arn });
      const { ETag } = await client.send(described, { abortSignal });
      const asked =
        'Puts' in change ? { Puts: [...change.Puts] } : { Deletes: [...change.Deletes] };
      await client.send(new UpdateKeysCommand({ KvsARN: arn, IfMatch: ETag, ...asked }), {
        abortSignal,
      });
      return;
    } catch (error) {
      if (isOvertaken(error) && tries < TRIES) continue;
      if (!isOvertaken(error)) throw storeError(error, `updating ${arn}`);
      throw new PreauError(
        'store-unavailable',
        `Expected to be alone in writing to ${arn}, was overtaken ${TRIES} times. It is tried again.`,
        { cause: error, retryable: true },
      );
    }
  }
}

/** Somebody else has written since the store was described. */
const isOvertaken = (error: unknown): boolean => [409, 412].includes(httpStatusOf(error) ?? 0);
