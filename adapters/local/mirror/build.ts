import { createHash } from 'node:crypto';
import { dirname, join, resolve } from 'node:path';
import { buildMirror, type BuildMirrorRequest } from '../../../app/mirror/build-mirror.ts';
import type { BuildReport } from '../../../app/mirror/build-report.ts';
import { PreauError } from '../../../core/errors.ts';
import { isWebAddress } from '../../../core/mirror/web-address.ts';
import { sha256 } from '../../../core/units.ts';
import { atStore, makeFolders } from './at-store.ts';
import { howFoldersLie } from './folders-apart.ts';
import { mirrorKey, type MirrorKey } from './key.ts';
import { cleanerEdition } from './pages/cleaner-edition.ts';
import { pageShelf } from './pages/page-shelf.ts';
import { pictureShelf } from './pages/picture-shelf.ts';
import type { SealedPlace } from './pages/sealed-folder.ts';
import { keptPictures } from './pictures/kept-pictures.ts';
import { sharpEncoder } from './pictures/sharp-encoder.ts';
import { refuseOtherPeoplesFolder } from './plain-files.ts';
import { STORE } from './pointer.ts';
import { markupWhenNeeded } from './markup-when-needed.ts';
import type { SiteOptions } from '../crawl/open-site.ts';
import { openLessons } from '../lessons/open-lessons.ts';
import { STEMMERS } from './stem.ts';
import { textShelf } from './text-shelf.ts';
import { folderStore } from './store.ts';
import { mirrorWords } from './words.ts';

/** A build from lessons into a mirror's folder. */
export interface BuildMirrorFolder extends BuildMirrorRequest {
  /** A folder, a package, one file or a web site; see {@link openLessons}. */
  readonly source: string;
  readonly outFolder: string;
  /** The signing key's file, made when absent; null for no signature. @default `mirror-key.pem` beside `outFolder` */
  readonly keyFile?: string | null | undefined;
  /** How a web site is fetched. What is fetched stays in the mirror's folder, out of visitors' sight. */
  readonly site?: Omit<SiteOptions, 'folder' | 'language'> | undefined;
}

/** Where what was fetched of a site is kept for a mirror: with it, out of visitors' sight. */
export const crawlFolder = (outFolder: string): string => join(outFolder, STORE, 'crawl');

/** Beside the mirror's folder, never in it: what is published must not hold the key. */
const defaultKeyFile = (outFolder: string): string =>
  join(dirname(resolve(outFolder)), 'mirror-key.pem');

/**
 * Build a mirror on this machine.
 *
 * @throws PreauError as {@link buildMirror}, `file-unreadable` for a key that is none, and
 *   `argument-invalid` for a folder that is the lessons' own or somebody else's
 */
export async function buildMirrorFolder(request: BuildMirrorFolder): Promise<BuildReport> {
  const { outFolder, keyFile = defaultKeyFile(outFolder) } = request;
  const words = mirrorWords(request.language);
  await refuseOwnLessons(request);
  // Before anything of ours makes the folder look like a mirror's.
  await refuseOtherPeoplesFolder(outFolder);
  const key = keyFile === null ? null : await mirrorKey(keyFile);
  const pictures = keptPictures(sharpEncoder(), join(outFolder, STORE, 'pictures'));
  const markup = markupWhenNeeded(words);
  const memory = key === null ? undefined : pageShelf(placeOf('pages', request, key));
  const pictureMemory =
    key === null ? undefined : pictureShelf(placeOf('plain-pictures', request, key));
  const site = request.site && {
    ...request.site,
    folder: crawlFolder(outFolder),
    language: request.language,
  };
  if (isWebAddress(request.source))
    await atStore(outFolder, () => makeFolders(join(outFolder, STORE)));
  const source = await openLessons(request.source, words, site);
  const shelf = textShelf(join(outFolder, STORE));
  try {
    const report = await buildMirror(
      {
        source,
        markup,
        memory,
        pictureMemory,
        store: folderStore(outFolder),
        words,
        stemmers: STEMMERS,
        pictures,
        shelf,
        hashText: (text) => sha256(createHash('sha256').update(text).digest('hex')),
        sign: (manifest) => key?.sign(manifest) ?? manifest,
      },
      request,
    );
    await pictures.prune();
    memory?.prune();
    pictureMemory?.prune();
    return report;
  } finally {
    shelf.close();
    await source.close?.();
  }
}

/** Without a key nothing is kept: nobody could tell what we wrote from what somebody else did. */
function placeOf(
  name: string,
  { outFolder, language }: BuildMirrorFolder,
  key: MirrorKey,
): SealedPlace {
  return {
    folder: join(outFolder, STORE, name),
    secret: key.secretFor(`preau kept ${name}`),
    edition: `${cleanerEdition()} ${language}`,
  };
}

/** A mirror in the folder of its lessons is left out of them; one around them would be its own source. */
async function refuseOwnLessons({ source, outFolder }: BuildMirrorFolder): Promise<void> {
  if (isWebAddress(source)) return;
  const lie = await howFoldersLie(outFolder, source);
  if (lie !== 'same' && lie !== 'around') return;
  throw new PreauError(
    'argument-invalid',
    `expected another folder for the mirror than that of its lessons, got ${outFolder} for the lessons at ${source}; name one beside them or in them`,
    { said: { key: 'mirror.ownLessons', values: { folder: outFolder, lessons: source } } },
  );
}
