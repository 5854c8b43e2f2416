import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReadableRelease } from '../../../app/mirror/compare-releases.ts';
import { PreauError } from '../../../core/errors.ts';
import { lessonText } from './lesson-text.ts';
import { readManifest } from './manifest-file.ts';
import { currentBuild, releaseFolder } from './pointer.ts';

/**
 * Open a release to be compared.
 *
 * @param place a mirror's folder, whose current release is meant, or one release's own; a build id where `keeper`
 *   names the mirror's folder that keeps it
 * @throws PreauError `argument-invalid` for no build id, `mirror-unverified` when there is no manifest
 */
export async function readableRelease(
  place: string,
  keeper: string | undefined,
): Promise<ReadableRelease> {
  const release = keeper === undefined ? await folderOf(place) : keptFolder(keeper, place);
  return {
    manifest: await readManifest(release),
    lesson: async (path) => {
      const html = await readFile(join(release, path), 'utf8').catch(() => null);
      return html === null ? null : lessonText(path, html);
    },
  };
}

async function folderOf(folder: string): Promise<string> {
  const id = await currentBuild(folder);
  return id === null ? folder : releaseFolder(folder, id);
}

function keptFolder(keeper: string, buildId: string): string {
  if (/^[0-9a-f]{16}$/.test(buildId)) return releaseFolder(keeper, buildId);
  throw new PreauError(
    'argument-invalid',
    `expected a build id of 16 hexadecimal digits that ${keeper} keeps, got ${buildId}; "preau mirror rollback ${keeper} --list" lists them`,
    { said: { key: 'release.noId', values: { place: keeper, got: buildId } } },
  );
}
