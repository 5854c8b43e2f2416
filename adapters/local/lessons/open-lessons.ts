import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isPackage } from '../../../app/mirror/choose-packages.ts';
import { mountPackages } from '../../../app/mirror/mount-packages.ts';
import type { LessonSource, MirrorWords } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { isWebAddress } from '../../../core/mirror/web-address.ts';
import { withoutPassword } from '../../../core/mirror/without-password.ts';
import type { SiteOptions } from '../crawl/open-site.ts';
import { folderSource } from './folder-source.ts';
import { oneFileSource } from './one-file.ts';
import { withSettingsBeside } from './settings-beside.ts';

/** Documents that are lessons by themselves. */
const DOCUMENT = /\.(x?html?|md|markdown|pdf)$/i;

/**
 * Open lessons as teachers have them: a folder, with the packages that lie in it; one package; one
 * document; a web site, which is fetched first.
 *
 * @param site without it a site is refused: there is no place for what is fetched
 * @throws PreauError `mirror-source-unreadable` for what is none of them; as `crawlSite` for a site
 */
export async function openLessons(
  place: string,
  words: MirrorWords,
  site?: SiteOptions,
): Promise<LessonSource> {
  if (isWebAddress(place)) return openNamedSite(place, site);
  const found = await stat(place).catch((cause: unknown) => {
    throw unreadable(place, 'none', cause);
  });
  if (found.isDirectory()) return openFolder(place, words);
  return withSettingsBeside(await openFile(place, found.size, words), place);
}

async function openNamedSite(url: string, site: SiteOptions | undefined): Promise<LessonSource> {
  if (site !== undefined) return (await import('../crawl/open-site.ts')).openSite(url, site);
  throw new PreauError(
    'mirror-source-unreadable',
    `expected lessons on this machine, got the web site ${withoutPassword(url).slice(0, 200)}; its title, licence and what to leave out stand in its recipe`,
    { said: { key: 'course.site', values: { got: withoutPassword(url).slice(0, 200) } } },
  );
}

/** Readers of packages are loaded for a package alone: a build of pages has room for its pages. */
async function openPackage(place: string, words: MirrorWords): Promise<LessonSource> {
  const reader = await import('./open-package.ts');
  return reader.openPackage(place, words);
}

async function openFile(
  place: string,
  sizeBytes: number,
  words: MirrorWords,
): Promise<LessonSource> {
  if (isPackage(place)) return openPackage(place, words);
  if (DOCUMENT.test(place)) return oneFileSource(place, sizeBytes);
  return openPackage(place, words).catch((cause: unknown) => {
    throw unreadable(place, 'other', cause);
  });
}

const GOT = { none: 'nothing that can be read', other: 'a file that is neither' } as const;

const unreadable = (place: string, got: keyof typeof GOT, cause: unknown): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected lessons at ${place}: a folder, a package (.mbz, .imscc, .h5p, .epub, SCORM .zip), a page (HTML, Markdown, PDF) or a web site (https://…), got ${GOT[got]}; name one of them`,
    { cause, said: { key: `lessons.${got}`, values: { place } } },
  );

/** The packages of a folder, each with what its owner says beside it. */
async function openFolder(folder: string, words: MirrorWords): Promise<LessonSource> {
  return mountPackages(folderSource(folder), async ({ name }) => {
    const place = join(folder, name);
    const opened = await openReadable(place, words);
    return opened && withSettingsBeside(opened, place);
  });
}

async function openReadable(place: string, words: MirrorWords): Promise<LessonSource | null> {
  try {
    return await openPackage(place, words);
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}
