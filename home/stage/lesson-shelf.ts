import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import MarkdownIt from 'markdown-it';
import { isPackage } from '../../app/mirror/choose-packages.ts';
import { PreauError } from '../../core/errors.ts';

/** The lessons of one platform, by their path on it. */
export type LessonShelf = ReadonlyMap<string, Buffer>;

/** Enough for pupils to choose from, and little to hold in memory (chosen). */
const LESSONS_MAX = 60;
const LESSON_BYTES_MAX = 512 * 1_024;

const PAGE = /\.(?:x?html?|md)$/i;

/**
 * Read a folder's pages, HTML as it stands and Markdown as a plain page: `a/b.md` is the lesson
 * `/a/b.html`, which is where the mirror built from the same folder has it too. Where packages lie in it,
 * their pages are lessons as the mirror has them: those of `a/book.epub` under `/a/book/`.
 *
 * @returns at most 60 lessons of at most 512 kB, in the order of their paths
 * @throws PreauError `mirror-source-unreadable`; `mirror-source-empty` when it holds no such page
 */
export async function readLessonShelf(folder: string): Promise<LessonShelf> {
  const names = await listed(folder);
  const pages = names.some(isPackage) ? await pagesOfPackages(folder) : pagesOf(folder, names);
  const shelf = new Map<string, Buffer>();
  for (const { path, read } of pages.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
    if (shelf.size === LESSONS_MAX) break;
    const bytes = await read();
    if (bytes === null) continue;
    const at = path.split('/').map(encodeURIComponent).join('/');
    if (!/\.md$/i.test(at)) shelf.set(at, bytes);
    else shelf.set(at.replace(/\.md$/i, '.html'), pageOf(bytes.toString('utf8')));
  }
  if (shelf.size > 0) return shelf;
  throw new PreauError(
    'mirror-source-empty',
    `Expected lessons (.html, .md, packages) in ${folder}, got none. Put at least one page there.`,
    { said: { key: 'rehearsal.noLessons', values: { folder } } },
  );
}

/** A page of a folder or of a package in it. */
interface ShelvedPage {
  /** Decoded, from the root of the platform. */
  readonly path: string;
  /** @returns null for one that is too large */
  readonly read: () => Promise<Buffer | null>;
}

function pagesOf(folder: string, names: readonly string[]): readonly ShelvedPage[] {
  return names
    .filter((name) => PAGE.test(name) && !/(?:^|[\\/])[._]/.test(name))
    .map((name) => ({
      path: `/${name.normalize('NFC').split(sep).join('/')}`,
      read: async () => {
        const file = join(folder, name);
        return (await stat(file)).size > LESSON_BYTES_MAX ? null : readFile(file);
      },
    }));
}

/** Read here and now, so that no archive stays open. The importers are loaded where there is a package. */
async function pagesOfPackages(folder: string): Promise<readonly ShelvedPage[]> {
  const { openLessons } = await import('../../adapters/local/lessons/open-lessons.ts');
  const { mirrorWords } = await import('../../adapters/local/mirror/words.ts');
  const source = await openLessons(folder, mirrorWords('fr'));
  try {
    const { files } = await source.list();
    const pages: ShelvedPage[] = [];
    for (const file of files) {
      if (pages.length === LESSONS_MAX) break;
      if (!PAGE.test(file.path) || file.sizeBytes > LESSON_BYTES_MAX) continue;
      const bytes = await source.read(file);
      if (bytes === null) continue;
      pages.push({ path: file.path, read: async () => Buffer.from(bytes) });
    }
    return pages;
  } finally {
    await source.close?.();
  }
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (cause) {
    throw new PreauError(
      'mirror-source-unreadable',
      `Expected a folder of lessons at "${folder}", got one that cannot be read. Give the folder that mirror.lessons names.`,
      { cause, said: { key: 'rehearsal.lessonsClosed', values: { folder } } },
    );
  }
}

function pageOf(markdown: string): Buffer {
  const body = new MarkdownIt().render(markdown);
  return Buffer.from(
    `<!doctype html>\n<html lang="fr">\n<meta charset="utf-8">\n<link rel="stylesheet" href="/ent.css">\n${body}</html>\n`,
  );
}
