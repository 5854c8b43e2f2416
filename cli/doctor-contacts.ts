import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Audience } from '../adapters/aws/doctor/doctor-checks.ts';
import { directoryPath } from '../adapters/local/directory.ts';
import { copyDirectory, openDirectoryCopy } from '../adapters/local/directory-copy.ts';
import { defaultDataFolder } from '../home/deploy/default-data-folder.ts';

/**
 * Count the addresses in the directory beside a configuration.
 *
 * @returns null when none was imported there
 */
export async function countAudience(
  configFile: string,
  organisation: string,
): Promise<Audience | null> {
  const standing = [defaultDataFolder(configFile, organisation), '.preau']
    .map(directoryPath)
    .find((path) => existsSync(path));
  if (standing === undefined) return null;
  const work = await mkdtemp(join(tmpdir(), 'preau-doctor-'));
  try {
    const file = join(work, 'directory.sqlite');
    copyDirectory(standing, file);
    const copy = openDirectoryCopy(file);
    try {
      return await copy.count();
    } finally {
      copy.close();
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
