import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PreauError } from '../../core/errors.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { epochMs, platformId, sha256 } from '../../core/units.ts';

/** Where a release keeps its manifest. */
export const MANIFEST_FILE = '_preau/manifest.json';

/** 20,000 files and their aliases weigh about 12 MB. */
const MAX_BYTES = 64 * 1024 * 1024;

const Path = z.string().startsWith('/').max(2_000);

const ManifestFileSchema = z.object({
  version: z.literal(1),
  platform: z
    .string()
    .regex(/^[a-z0-9-]{1,64}$/)
    .transform(platformId),
  buildId: z.string().regex(/^[0-9a-f]{16}$/),
  builtAt: z.int().nonnegative().transform(epochMs),
  title: z.string().max(1_000),
  licence: z.string().max(100_000),
  attribution: z.string().max(100_000),
  files: z
    .array(
      z.object({
        path: Path.refine((path) => !path.split('/').includes('..'), 'climbs out of the folder'),
        sha256: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .transform(sha256),
        sizeBytes: z.int().nonnegative(),
        type: z.string().regex(/^[\w.+/;= -]{1,100}$/),
      }),
    )
    .max(50_000),
  aliases: z.record(Path, Path),
  signature: z
    .object({
      algorithm: z.literal('ed25519'),
      keyId: z.string().regex(/^[0-9a-f]{16}$/),
      value: z.string().max(200),
    })
    .exactOptional(),
});

/**
 * Read a release's manifest.
 *
 * @param release the release's own folder
 * @throws PreauError `mirror-unverified` when there is none or it is not one
 */
export async function readManifest(release: string): Promise<Manifest> {
  const path = join(release, MANIFEST_FILE);
  try {
    const { size } = await stat(path);
    if (size > MAX_BYTES) throw new Error(`${size} bytes`);
    const data: unknown = JSON.parse(await readFile(path, 'utf8'));
    return ManifestFileSchema.parse(data);
  } catch (error) {
    const got = error instanceof z.ZodError ? z.prettifyError(error).slice(0, 500) : String(error);
    throw new PreauError(
      'mirror-unverified',
      `expected a mirror's manifest at ${path}, got: ${got}; build the mirror again with "preau mirror build"`,
      { cause: error },
    );
  }
}
