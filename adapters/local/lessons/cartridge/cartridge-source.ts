import type { LessonSource, MirrorWords } from '../../../../app/mirror/ports.ts';
import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { manifestName, readImsManifest } from '../package/ims-manifest.ts';
import { packageSource } from '../package/lesson-package.ts';
import { readCartridge } from './read-cartridge.ts';

/**
 * Whether a package is an IMS Common Cartridge: 1.0 to 1.4, or thin. One whose manifest cannot be
 * read counts as one, so that reading it says what is wrong: as a plain folder it would show what
 * its manifest hides from pupils.
 */
export async function isCartridge(archive: Archive): Promise<boolean> {
  if (manifestName(archive) === null) return false;
  try {
    return (await readImsManifest(archive)).kind === 'cartridge';
  } catch (error) {
    if (error instanceof PreauError) return true;
    throw error;
  }
}

/**
 * An IMS Common Cartridge as a source of lessons: its pages and documents under their own names,
 * a page for each activity, the table of contents of its teacher.
 *
 * Only what the manifest lists is shown. What it hides from pupils (unpublished, locked, for
 * teachers) is left out and told.
 */
export function cartridgeSource(
  archive: Archive,
  { words }: { readonly words: MirrorWords },
): LessonSource {
  return packageSource(archive, () => readCartridge(archive, words));
}
