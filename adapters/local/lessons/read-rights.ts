import { readFile, stat } from 'node:fs/promises';
import type { RightsDecision } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { MAX_SETTINGS_BYTES, parseLessonSettings } from './lesson-settings-text.ts';
import { settingsFile } from './record-rights.ts';

/**
 * What the owner of a folder or a package decided of its rights, in the order in which it was written down.
 *
 * @returns null for words that cannot be read, which the next build tells of with their place
 */
export async function readRights(place: string): Promise<readonly RightsDecision[] | null> {
  const path = await settingsFile(place);
  try {
    const { size } = await stat(path).catch(() => ({ size: 0 }));
    if (size > MAX_SETTINGS_BYTES) return null;
    const text = await readFile(path, 'utf8').catch(() => '');
    return parseLessonSettings(text, path).rights ?? [];
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}
