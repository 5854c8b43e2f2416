import * as z from 'zod/mini';
import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { LeftOut, StatedRights } from '../../../../app/mirror/ports.ts';
import { PreauError, type Said } from '../../../../core/errors.ts';
import type { Archive } from '../../archive/archive.ts';
import { entryFinder } from '../package/entry-finder.ts';
import type { LessonPackage, NamedEntry, PackageFile } from '../package/lesson-package.ts';
import { strictest } from '../package/stated-rights.ts';
import { noteHtml, writtenPage } from '../package/written-page.ts';
import { h5pPages, type H5pPage } from './h5p-pages.ts';
import { h5pMedia } from './h5p-media.ts';
import { h5pRights } from './h5p-licence.ts';
import type { H5pOptions } from './h5p-source.ts';
import { parseForeignJson } from '../../../../core/parse-foreign-json.ts';

const MAX_BYTES = 16 * 1024 * 1024;

const line = z.catch(z.string(), '');

/** What is read of `h5p.json`. Notes for the author, and who changed what, are not. */
const described = z.object({
  title: line,
  mainLibrary: z.string(),
  language: line,
  defaultLanguage: line,
  license: line,
  licenseVersion: line,
  authors: z.catch(z.array(z.object({ name: line })), []),
});

/** Read a package's description and content. @throws PreauError `mirror-source-unreadable` */
export async function readH5p(archive: Archive, options: H5pOptions): Promise<LessonPackage> {
  const about = described.safeParse(await readJson(archive, 'h5p.json'));
  if (!about.success)
    throw unreadable('h5p.json', 'one that names no main library', { key: 'got.noLibrary' });
  const content = await readJson(archive, 'content/content.json');
  const find = entryFinder(archive.entries.map(({ name }) => name));
  const media = h5pMedia(content, (path) => find(`content/${path}`));
  const pages = h5pPages(
    { title: about.data.title || 'H5P', library: about.data.mainLibrary, params: content },
    options,
    (path) => media.find(path),
  );
  const rights = h5pRights(about.data);
  return {
    title: about.data.title,
    licence: rights?.kind === 'open' ? rights.said : undefined,
    attribution: about.data.authors
      .map(({ name }) => name)
      .filter(Boolean)
      .join(', '),
    aliases: {},
    files: [
      ...pages.map((page) =>
        pageFile(page, languageOf(about.data), strictest([rights, page.rights]), options),
      ),
      ...mediaFiles(archive, media.rights, rights),
    ],
    leftOut: [...media.missing, ...player(archive), ...unused(archive, media.rights)],
    outline: pages.map(({ title, name, depth }): NamedEntry => ({ title, name, depth })),
  };
}

async function readJson(archive: Archive, name: string): Promise<unknown> {
  const bytes = await archive.read(name);
  if (bytes === null || bytes.length > MAX_BYTES) {
    throw bytes === null
      ? unreadable(name, 'none', { key: 'got.none' })
      : unreadable(name, `${bytes.length} bytes`, {
          key: 'got.bytes',
          values: { bytes: bytes.length },
        });
  }
  try {
    return parseForeignJson(decodeText(bytes).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw unreadable(name, 'one that is no JSON', { key: 'got.noJson' }, error);
  }
}

const unreadable = (name: string, got: string, said: Said, cause?: unknown): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `expected ${name} in the H5P package, as JSON of at most ${MAX_BYTES} bytes, got ${got}; export the content anew`,
    { cause, said: { key: 'course.h5p', values: { name, most: MAX_BYTES, got: said } } },
  );

function pageFile(
  { name, title, body }: H5pPage,
  language: string | null,
  rights: StatedRights | undefined,
  { words }: H5pOptions,
): PackageFile {
  const html = body.trim() === '' ? noteHtml(words('package.unreadable')) : body;
  const bytes = writtenPage({ title, language, body: html });
  return { name, sizeBytes: bytes.length, rights, make: async () => bytes };
}

/**
 * Of the two languages, the one that the author chose for the content: `language` is often the
 * editor's own. `und` is what the editor writes for "not said".
 *
 * @see https://github.com/h5p/h5p-php-library js/h5p.js, which gives its frame that `lang`
 */
function languageOf(about: z.infer<typeof described>): string | null {
  const said = [about.defaultLanguage, about.language].find((one) => one !== '' && one !== 'und');
  return said ?? null;
}

/** A medium's own word counts before the whole's. */
function mediaFiles(
  archive: Archive,
  own: ReadonlyMap<string, StatedRights | undefined>,
  whole: StatedRights | undefined,
): readonly PackageFile[] {
  return archive.entries
    .filter(({ name }) => own.has(name))
    .map(({ name, sizeBytes }) => ({
      name,
      sizeBytes,
      rights: own.get(name) ?? whole,
      make: () => archive.read(name),
    }));
}

/** The program, one line a library: hundreds of files that no pupil would miss. */
function player(archive: Archive): readonly LeftOut[] {
  const folders = archive.entries
    .filter(({ name }) => name.includes('/') && !name.startsWith('content/'))
    .map(({ name }) => name.slice(0, name.indexOf('/') + 1));
  return [...new Set(folders)].map((name) => ({ name, reason: 'script' }));
}

/** What lies in the package and its content does not use. */
function unused(
  archive: Archive,
  used: ReadonlyMap<string, StatedRights | undefined>,
): readonly LeftOut[] {
  const known = new Set(['h5p.json', 'content/content.json']);
  return archive.entries
    .filter(({ name }) => name.startsWith('content/') || !name.includes('/'))
    .filter(({ name }) => !known.has(name) && !used.has(name))
    .map(({ name }) => ({ name, reason: 'not-listed' }));
}
