import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import type { LessonSet } from '../../../app/mirror/ports.ts';
import { SOURCE_LIMITS } from './lesson-limits.ts';
import {
  MAX_SETTINGS_BYTES,
  NOTHING_SAID,
  parseLessonSettings,
  SETTINGS_FILE,
  settingsTooLarge,
} from './lesson-settings-text.ts';
import { settingsPlaces } from './settings-places.ts';

/**
 * Read what the owners say of the lessons, for the folder and for each folder in it, however deep;
 * nothing said is fine.
 *
 * @returns the root's own set first, then those of its folders that have one
 * @throws PreauError `mirror-source-unreadable` with each fault and what was expected, or for more
 *   such files than are read
 */
export async function readLessonSets(folder: string): Promise<readonly LessonSet[]> {
  const names: string[] = [];
  await findSettings(folder, '', 0, names);
  const found: LessonSet[] = [];
  for (const place of settingsPlaces(names))
    found.push({
      folder: place.folder,
      ...parseLessonSettings(await readSettings(folder, place.name), place.name),
    });
  return found[0]?.folder === '/' ? found : [{ folder: '/', ...NOTHING_SAID }, ...found];
}

/** Where lessons may lie, there may be words on them: the same folders that are listed. */
async function findSettings(
  root: string,
  under: string,
  depth: number,
  names: string[],
): Promise<void> {
  const entries = await readdir(join(root, under), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    const name = under === '' ? entry.name : `${under}/${entry.name}`;
    if (entry.isFile() && entry.name === SETTINGS_FILE) names.push(name);
    else if (entry.isDirectory() && depth < SOURCE_LIMITS.depth && lessonPath(name).kind === 'path')
      await findSettings(root, name, depth + 1, names);
  }
}

async function readSettings(root: string, name: string): Promise<string> {
  const path = join(root, name);
  const { size } = await lstat(path);
  if (size > MAX_SETTINGS_BYTES) throw settingsTooLarge(name, size);
  return readFile(path, 'utf8');
}
