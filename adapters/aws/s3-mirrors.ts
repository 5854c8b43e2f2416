import type { S3Client } from '@aws-sdk/client-s3';
import type { Mirrors } from '../../app/ports.ts';
import { OBJECTS } from '../../config/aws-names.ts';
import { PreauError } from '../../core/errors.ts';
import type { Manifest } from '../../core/mirror/manifest.ts';
import { MANIFEST_MAX_BYTES, parseManifest } from '../local/mirror/manifest-schema.ts';
import { readObject } from './s3-read.ts';
import { parseForeignJson } from '../../core/parse-foreign-json.ts';

export interface S3MirrorsOptions {
  readonly client: S3Client;
  /** The evidence bucket: a builder writes each mirror's manifest there when it has published. */
  readonly bucket: string;
}

/**
 * What was last published to each mirror.
 *
 * @throws PreauError `mirror-unverified` when what stands there is no manifest of this platform;
 *   `store-unavailable`
 */
export function createS3Mirrors({ client, bucket: Bucket }: S3MirrorsOptions): Mirrors {
  return {
    manifest: async (platform, buildId) => {
      const Key = OBJECTS.manifest(platform);
      const bytes = await readObject(client, { Bucket, Key }, MANIFEST_MAX_BYTES);
      if (bytes === null) return null;
      const manifest = read(bytes, `${Bucket}/${Key}`);
      if (manifest.platform !== platform)
        throw unverified(`${Bucket}/${Key}`, `the manifest of ${manifest.platform}`);
      // Only the last is kept there: a builder writes it when all of it stands.
      return buildId === undefined || manifest.buildId === buildId ? manifest : null;
    },
  };
}

function read(bytes: Uint8Array, name: string): Manifest {
  try {
    const data: unknown = parseForeignJson(Buffer.from(bytes).toString('utf8'));
    return parseManifest(data);
  } catch (cause) {
    throw unverified(name, String(cause), cause);
  }
}

const unverified = (name: string, got: string, cause?: unknown): PreauError =>
  new PreauError(
    'mirror-unverified',
    `Expected a mirror's manifest at ${name}, got: ${got}. Build and publish the mirror again.`,
    { cause },
  );
