import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import MarkdownIt from 'markdown-it';
import { PreauError } from '../../core/errors.ts';

/** The lessons of one platform, by their path on it. */
export type LessonShelf = ReadonlyMap<string, Buffer>;

/** Enough for pupils to choose from, and little to hold in memory (chosen). */
const LESSONS_MAX = 60;
const LESSON_BYTES_MAX = 512 * 1_024;

/**
 * Read a folder's pages, HTML as it stands and Markdown as a plain page: `a/b.md` is the lesson
 * `/a/b.html`, which is where the mirror built from the same folder has it too.
 *
 * @returns at most 60 lessons of at most 512 kB, in the order of their paths
 * @throws PreauError `mirror-source-unreadable`; `mirror-source-empty` when it holds no such page
 */
export async function readLessonShelf(folder: string): Promise<LessonShelf> {
  const names = (await listed(folder))
    .filter((name) => /\.(?:html?|md)$/i.test(name) && !/(?:^|[\\/])[._]/.test(name))
    .toSorted();
  const shelf = new Map<string, Buffer>();
  for (const name of names) {
    if (shelf.size === LESSONS_MAX) break;
    const file = join(folder, name);
    if ((await stat(file)).size > LESSON_BYTES_MAX) continue;
    const path = `/${name.normalize('NFC').split(sep).map(encodeURIComponent).join('/')}`;
    const bytes = await readFile(file);
    if (!/\.md$/i.test(name)) shelf.set(path, bytes);
    else shelf.set(path.replace(/\.md$/i, '.html'), pageOf(bytes.toString('utf8')));
  }
  if (shelf.size > 0) return shelf;
  throw new PreauError(
    'mirror-source-empty',
    `Expected lessons (.html, .md) in ${folder}, got none. Put at least one page there.`,
  );
}

async function listed(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder, { recursive: true });
  } catch (cause) {
    throw new PreauError(
      'mirror-source-unreadable',
      `Expected a folder of lessons at "${folder}", got one that cannot be read. Give the folder that mirror.lessons names.`,
      { cause },
    );
  }
}

function pageOf(markdown: string): Buffer {
  const body = new MarkdownIt().render(markdown);
  return Buffer.from(
    `<!doctype html>\n<html lang="fr">\n<meta charset="utf-8">\n<link rel="stylesheet" href="/ent.css">\n${body}</html>\n`,
  );
}
