import type { LessonSource, MirrorWords } from '../../../../app/mirror/ports.ts';
import { PreauError } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { manifestName, readImsManifest } from '../package/ims-manifest.ts';
import { packageSource } from '../package/lesson-package.ts';
import { readScorm } from './read-scorm.ts';

/** Whether a package is SCORM 1.2 or 2004, or plain IMS content, which is read the same way. */
export async function isScorm(archive: Archive): Promise<boolean> {
  if (manifestName(archive) === null) return false;
  try {
    return (await readImsManifest(archive)).kind === 'scorm';
  } catch (error) {
    if (error instanceof PreauError) return false;
    throw error;
  }
}

/**
 * A SCORM package as a source of lessons: its pages without their player.
 *
 * Scripts, and with them every call to the platform, go when the pages are cleaned; sequencing is
 * not followed. A unit whose page shows nothing without script becomes a page that says so and
 * lists what of the package can be read. Files that the manifest does not list are shown too:
 * most tools list the first page alone, and a package holds no pupil's data.
 */
export function scormSource(
  archive: Archive,
  { words }: { readonly words: MirrorWords },
): LessonSource {
  return packageSource(archive, () => readScorm(archive, words));
}
