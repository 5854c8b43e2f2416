import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { mountSources, type MountedSource } from '../../../app/mirror/mount-sources.ts';
import type { LeftOut, LessonFile, LessonSource, MirrorWords } from '../../../app/mirror/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import { folderSource } from './folder-source.ts';
import { oneFileSource } from './one-file.ts';
import { openPackage } from './open-package.ts';
import { withSettingsBeside } from './settings-beside.ts';

/** Names that packages of lessons have; what they are is looked up inside. */
const PACKAGE = /\.(mbz|imscc|h5p|epub|zip|tgz|tar\.gz)$/i;

/** Documents that are lessons by themselves. */
const DOCUMENT = /\.(x?html?|md|markdown|pdf)$/i;

/** Packages of one folder that are opened. Each open one keeps a file, a few megabytes. Chosen. */
const MAX_PACKAGES = 100;

/**
 * Open lessons as teachers have them: a folder, with the packages that lie in it; one package; one
 * document.
 *
 * @throws PreauError `mirror-source-unreadable` for what is none of them
 */
export async function openLessons(place: string, words: MirrorWords): Promise<LessonSource> {
  const found = await stat(place).catch((cause: unknown) => {
    throw unreadable(place, 'nothing that can be read', cause);
  });
  if (found.isDirectory()) return openFolder(place, words);
  return withSettingsBeside(await openFile(place, found.size, words), place);
}

async function openFile(
  place: string,
  sizeBytes: number,
  words: MirrorWords,
): Promise<LessonSource> {
  if (PACKAGE.test(place)) return openPackage(place, words);
  if (DOCUMENT.test(place)) return oneFileSource(place, sizeBytes);
  return openPackage(place, words).catch((cause: unknown) => {
    throw unreadable(place, 'a file that is neither', cause);
  });
}

const unreadable = (place: string, got: string, cause: unknown): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected lessons at ${place}: a folder, a package (.mbz, .imscc, .h5p, .epub, SCORM .zip) or a page (HTML, Markdown, PDF), got ${got}; name one of them`,
    { cause },
  );

async function openFolder(folder: string, words: MirrorWords): Promise<LessonSource> {
  const root = folderSource(folder);
  const { files } = await root.list();
  const packages = files.filter(({ name }) => PACKAGE.test(name));
  if (packages.length === 0) return root;
  const mounts: MountedSource[] = [];
  const broken: LeftOut[] = [];
  for (const [at, { name }] of packages.entries()) {
    const opened = at < MAX_PACKAGES ? await openReadable(join(folder, name), words) : null;
    if (opened === null) broken.push({ name, reason: 'package-unreadable' });
    else mounts.push({ folder: freeFolder(name, files), title: titleOf(name), source: opened });
  }
  return mountSources(withoutPackages(root, broken), mounts);
}

/** A package that cannot be read is one lesson less, not the end of the others. */
async function openReadable(place: string, words: MirrorWords): Promise<LessonSource | null> {
  try {
    const opened = await openPackage(place, words);
    // What is wrong inside shows when its descriptions are read.
    return await opened.sets().then(
      () => opened,
      async (error: unknown) => {
        await opened.close?.();
        throw error;
      },
    );
  } catch (error) {
    if (error instanceof PreauError) return null;
    throw error;
  }
}

function withoutPackages(root: LessonSource, broken: readonly LeftOut[]): LessonSource {
  return {
    ...root,
    list: async () => {
      const { files, leftOut } = await root.list();
      return {
        files: files.filter(({ name }) => !PACKAGE.test(name)),
        leftOut: [...leftOut, ...broken],
      };
    },
  };
}

/** The package's name without its ending, or with it where a folder is called so. */
function freeFolder(name: string, files: readonly LessonFile[]): string {
  const plain = name.replace(PACKAGE, '').normalize('NFC');
  const isTaken = files.some(
    ({ path, name: other }) =>
      path.startsWith(`/${plain}/`) ||
      (other !== name &&
        other.replace(PACKAGE, '').normalize('NFC') === plain &&
        PACKAGE.test(other)),
  );
  return isTaken ? name.normalize('NFC').replaceAll('.', '-') : plain;
}

const titleOf = (name: string): string =>
  basename(name).replace(PACKAGE, '').replaceAll('_', ' ').trim();
