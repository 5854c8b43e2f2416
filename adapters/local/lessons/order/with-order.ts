import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { LessonFile, LessonSource } from '../../../../app/mirror/ports.ts';
import { firstHeading } from '../../../../core/mirror/markdown/first-heading.ts';
import { MAX_FRONT_MATTER, splitFrontMatter } from '../markdown/front-matter.ts';
import { pageRights } from '../package/page-rights.ts';
import { teacherOutline } from './teacher-outline.ts';

/** Files that order the others, and are no lessons themselves. */
const ORDER_FILE = /(?:^|\/)(?:\.pages|mkdocs\.ya?ml|SUMMARY\.md|_sidebar\.md)$/;
const MARKDOWN = /\.(?:md|markdown)$/i;
const HTML = /\.x?html?$/i;

/** Files read at once to learn their titles. Chosen. */
const AT_ONCE = 8;

interface Learned {
  readonly listing: Awaited<ReturnType<LessonSource['list']>>;
  readonly orderFiles: ReadonlyMap<string, string>;
  readonly titles: ReadonlyMap<string, string>;
}

/**
 * A folder of lessons with what its teacher wrote beside them: the order, and in the front matter of
 * Markdown and the head of HTML who may show a page. The files that only order are not listed.
 */
export function withTeacherOrder(source: LessonSource): LessonSource {
  let learned: Promise<Learned> | null = null;
  return {
    ...source,
    list: async () => (await (learned = learn(source))).listing,
    outline: async () => {
      const { listing, orderFiles, titles } = await (learned ??= learn(source));
      const folderTitles = new Map(
        (await source.sets()).flatMap(({ folder, title }) =>
          title === undefined ? [] : [[folder.slice(1, -1), title] as const],
        ),
      );
      return teacherOutline({ files: listing.files, orderFiles, titles, folderTitles });
    },
  };
}

async function learn(source: LessonSource): Promise<Learned> {
  const { files, leftOut } = await source.list();
  const orders = [
    ...files.filter(({ name }) => ORDER_FILE.test(name)),
    ...leftOut
      .filter(({ name, reason }) => reason === 'hidden' && ORDER_FILE.test(name))
      .map(({ name }) => ({ name, path: `/${name.normalize('NFC')}`, sizeBytes: 1 })),
  ];
  const orderFiles = new Map<string, string>();
  await eachOf(orders, async ({ name, path, sizeBytes }) => {
    const bytes = await source.read({ name, path, sizeBytes });
    if (bytes !== null) orderFiles.set(path.slice(1), decodeText(bytes));
  });
  const lessons = files.filter(({ name }) => !ORDER_FILE.test(name));
  const titles = new Map<string, string>();
  const stated = new Map<string, LessonFile>();
  await eachOf(lessons, async (file) => {
    const isMarkdown = MARKDOWN.test(file.name);
    if (!isMarkdown && !HTML.test(file.name)) return;
    const bytes = await source.read(file);
    const { title, rights } = isMarkdown ? headOf(bytes) : htmlHeadOf(bytes);
    if (title !== null) titles.set(file.path, title);
    if (rights !== undefined) stated.set(file.path, { ...file, rights });
  });
  return {
    listing: {
      files: lessons.map((file) => stated.get(file.path) ?? file),
      leftOut: leftOut.filter(({ name }) => !orderFiles.has(name.normalize('NFC'))),
    },
    orderFiles,
    titles,
  };
}

async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += AT_ONCE)
    await Promise.all(all.slice(at, at + AT_ONCE).map(work));
}

interface PageHead {
  readonly title: string | null;
  readonly rights: LessonFile['rights'];
}

/** A page of HTML is ordered by its name, and may state who may show it. */
const htmlHeadOf = (bytes: Uint8Array | null): PageHead => ({
  title: null,
  rights: bytes === null ? undefined : pageRights(decodeText(bytes)),
});

/** What the first lines of a page say of it: its front matter, else its first heading. */
function headOf(bytes: Uint8Array | null): PageHead {
  if (bytes === null) return { title: null, rights: undefined };
  const { front, rest } = splitFrontMatter(decodeText(bytes).slice(0, 2 * MAX_FRONT_MATTER));
  return { title: front.title ?? firstHeading(rest), rights: front.rights };
}
