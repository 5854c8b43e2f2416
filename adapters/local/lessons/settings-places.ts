import { PreauError } from '../../../core/errors.ts';
import { lessonPath } from '../../../core/mirror/lesson-path.ts';
import { MAX_SETS, SETTINGS_FILE } from './lesson-settings-text.ts';

/** A settings file, and the folder that it speaks of. */
export interface SettingsPlace {
  readonly name: string;
  /** `/`, or `/name/` at any depth. */
  readonly folder: string;
}

/**
 * Where owners say something of a source's folders, the root's words first, then by name. Folders
 * that no lesson can lie in are passed over.
 *
 * @param names of files, from the source's root
 * @throws PreauError `mirror-source-unreadable` for more than are read: an exclude that is not heard
 *   would be a lesson that is shown
 */
export function settingsPlaces(names: readonly string[]): readonly SettingsPlace[] {
  const places = names.flatMap((name): readonly SettingsPlace[] => {
    if (name === SETTINGS_FILE) return [{ name, folder: '/' }];
    if (!name.endsWith(`/${SETTINGS_FILE}`)) return [];
    const place = lessonPath(name.slice(0, -SETTINGS_FILE.length - 1));
    return place.kind === 'path' ? [{ name, folder: `${place.path}/` }] : [];
  });
  if (places.length > MAX_SETS)
    throw new PreauError(
      'mirror-source-unreadable',
      `expected at most ${MAX_SETS} files ${SETTINGS_FILE} in one source, got ${places.length}; say it in those of the folders above: an exclude may name a folder in a folder`,
      {
        said: {
          key: 'course.settings',
          values: { most: MAX_SETS, settings: SETTINGS_FILE, given: places.length },
        },
      },
    );
  return places.toSorted((a, b) => (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0));
}
