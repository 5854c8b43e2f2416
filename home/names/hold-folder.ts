import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlatformId } from '../../core/units.ts';
import { writeAtomically } from './atomic-file.ts';

/**
 * The hold objects: one file per held platform, `holds/<platform>` in the data folder.
 *
 * A person shelters a platform with `touch holds/ent-x` and releases it with `rm holds/ent-x`,
 * with nothing but the name server's process alive. What the file says is for people.
 */
export interface HoldFolder {
  put(platform: PlatformId, note: string): Promise<void>;
  delete(platform: PlatformId): Promise<void>;
  /** @returns the note, or null when the platform is not held */
  get(platform: PlatformId): Promise<string | null>;
  /** @returns names of all objects, of platforms or not */
  list(): Promise<ReadonlySet<string>>;
}

/** A note is for people: who and why. Chosen. */
const NOTE_MAX_CHARACTERS = 1_000;

export async function holdFolder(dataFolder: string): Promise<HoldFolder> {
  const folder = join(dataFolder, 'holds');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const pathOf = (platform: PlatformId) => join(folder, platform);
  // The temporary file of an atomic write must not be taken for a hold: `.new` is no platform id.
  return {
    put: (platform, note) =>
      writeAtomically(pathOf(platform), `${note.slice(0, NOTE_MAX_CHARACTERS)}\n`),
    delete: (platform) => rm(pathOf(platform), { force: true }),
    get: (platform) =>
      readFile(pathOf(platform), 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      }),
    list: async () => new Set(await readdir(folder)),
  };
}
