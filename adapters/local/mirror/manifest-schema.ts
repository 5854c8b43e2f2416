import * as z from 'zod/mini';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { epochMs, platformId, sha256 } from '../../../core/units.ts';

// Zod's small form: functions on AWS read manifests too, and the classic one weighs 450 kB there.

/** 20,000 files and their aliases weigh about 12 MB. */
export const MANIFEST_MAX_BYTES = 64 * 1024 * 1024;

const text = (maxChars: number) => z.string().check(z.maxLength(maxChars));
const shaped = (pattern: RegExp) => z.string().check(z.regex(pattern));
const count = z.int().check(z.nonnegative());
const path = z.string().check(z.startsWith('/'), z.maxLength(2_000));

/** The last moment that has a date. ECMA-262, time values. */
const DATE_MAX_MS = 8_640_000_000_000_000;

const fileSchema = z.object({
  path: path.check(
    z.refine((one) => !one.split('/').includes('..'), { error: 'climbs out of the folder' }),
  ),
  sha256: z.pipe(shaped(/^[0-9a-f]{64}$/), z.transform(sha256)),
  sizeBytes: count,
  type: shaped(/^[\w.+/;= -]{1,100}$/),
  from: z.exactOptional(z.object({ url: text(8_000), at: z.pipe(count, z.transform(epochMs)) })),
  copyOf: z.exactOptional(path),
});

const manifestSchema = z.object({
  version: z.literal(1),
  platform: z.pipe(shaped(/^[a-z0-9-]{1,64}$/), z.transform(platformId)),
  buildId: shaped(/^[0-9a-f]{16}$/),
  builtAt: z.pipe(count.check(z.lte(DATE_MAX_MS)), z.transform(epochMs)),
  title: text(1_000),
  licence: text(100_000),
  attribution: text(100_000),
  files: z.array(fileSchema).check(z.maxLength(50_000)),
  aliases: z.record(path, path),
  statusPage: z.exactOptional(text(2_000).check(z.regex(/^https?:\/\//))),
  signature: z.exactOptional(
    z.object({
      algorithm: z.literal('ed25519'),
      keyId: shaped(/^[0-9a-f]{16}$/),
      value: text(200),
    }),
  ),
});

/**
 * Read what says that it is a mirror's manifest.
 *
 * @throws Error with the places that are wrong, at most 500 characters
 */
export function parseManifest(data: unknown): Manifest {
  const read = z.safeParse(manifestSchema, data);
  if (read.success) return read.data;
  throw new Error(z.prettifyError(read.error).slice(0, 500));
}
