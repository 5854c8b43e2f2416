import type { LessonSource } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import { packageSource } from '../package/lesson-package.ts';
import { CONTAINER } from './epub-package.ts';
import { readEpub } from './read-epub.ts';

/** Whether a package is an EPUB, of version 2 or 3. */
export async function isEpub(archive: Archive): Promise<boolean> {
  return archive.entries.some(({ name }) => name === CONTAINER);
}

/**
 * An EPUB as a source of lessons: its chapters in the order of the book, as pages of HTML.
 *
 * Style sheets, fonts and scripts are not carried over; the build says so by name. A sound is one like
 * any other's. A book under a digital lock is refused as a whole.
 */
export function epubSource(archive: Archive): LessonSource {
  return packageSource(archive, () => readEpub(archive));
}
