import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PreauError } from '../../../core/errors.ts';
import type { Manifest } from '../../../core/mirror/manifest.ts';
import { codeOf } from './at-store.ts';
import { MANIFEST_MAX_BYTES, parseManifest } from './manifest-schema.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';

/** Where a release keeps its manifest. */
export const MANIFEST_FILE = '_preau/manifest.json';

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
    if (size > MANIFEST_MAX_BYTES) throw new Error(`${size} bytes`);
    const data: unknown = parseForeignJson(await readFile(path, 'utf8'));
    return parseManifest(data);
  } catch (error) {
    throw new PreauError(
      'mirror-unverified',
      `expected a mirror's manifest at ${path}, got: ${String(error)}; build the mirror again with "preau mirror build"`,
      {
        cause: error,
        said: {
          key: isAbsent(error) ? 'mirror.none' : 'mirror.manifest',
          values: { path, folder: release },
        },
      },
    );
  }
}

const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error) ?? '');
