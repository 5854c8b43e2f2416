import type { LessonSource, MirrorWords } from '../../../app/mirror/ports.ts';
import type { Archive } from '../archive/archive.ts';
import { openArchive } from '../archive/open-archive.ts';
import { cartridgeSource, isCartridge } from './cartridge/cartridge-source.ts';
import { epubSource, isEpub } from './epub/epub-source.ts';
import { h5pSource, isH5p } from './h5p/h5p-source.ts';
import { isMoodle, moodleSource } from './moodle/moodle-source.ts';
import { isScorm, scormSource } from './scorm/scorm-source.ts';
import { zippedFolderSource } from './zipped-folder.ts';

/** One kind of package that teachers have, and its importer. */
interface PackageKind {
  readonly is: (archive: Archive) => boolean | Promise<boolean>;
  readonly source: (archive: Archive, options: { readonly words: MirrorWords }) => LessonSource;
}

/** Asked in this order: a SCORM package has a cartridge's manifest, an EPUB may hold an H5P. */
const KINDS: readonly PackageKind[] = [
  { is: isMoodle, source: moodleSource },
  { is: isScorm, source: scormSource },
  { is: isCartridge, source: cartridgeSource },
  { is: isEpub, source: epubSource },
  { is: isH5p, source: h5pSource },
];

/**
 * Open one package of lessons, by what is in it; a ZIP of no known kind is read as the folder that
 * it was.
 *
 * @throws PreauError `mirror-source-unreadable`
 */
export async function openPackage(path: string, words: MirrorWords): Promise<LessonSource> {
  const archive = await openArchive(path);
  try {
    for (const kind of KINDS) if (await kind.is(archive)) return kind.source(archive, { words });
    return zippedFolderSource(archive);
  } catch (error) {
    await archive.close();
    throw error;
  }
}
