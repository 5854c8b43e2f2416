import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import type { LessonSet } from '../../../app/mirror/ports.ts';
import {
  type LessonSettings,
  MAX_SETS,
  NOTHING_SAID,
  parseLessonSettings,
  SETTINGS_FILE,
} from './lesson-settings-text.ts';

/**
 * Read what the owners say of the lessons, for the folder and for each folder in it; nothing said
 * is fine.
 *
 * @returns the root's own set first, then those of its folders that have one
 * @throws PreauError `mirror-source-unreadable` with each fault and what was expected
 */
export async function readLessonSets(folder: string): Promise<readonly LessonSet[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const root: LessonSet = { folder: '/', ...((await readSettings(folder, '')) ?? NOTHING_SAID) };
  const found: LessonSet[] = [root];
  for (const name of names.toSorted().slice(0, MAX_SETS)) {
    const settings = lessonPath(name).kind === 'path' ? await readSettings(folder, name) : null;
    if (settings !== null) found.push({ folder: `/${name.normalize('NFC')}/`, ...settings });
  }
  return found;
}

async function readSettings(root: string, name: string): Promise<LessonSettings | null> {
  const path = join(root, name, SETTINGS_FILE);
  const isFile = await lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return null;
  const where = name === '' ? SETTINGS_FILE : `${name}/${SETTINGS_FILE}`;
  return parseLessonSettings(await readFile(path, 'utf8'), where);
}
