import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { LeftOut } from '../../../../app/mirror/ports.ts';
import { encodePath } from '../../../../core/mirror/site-link.ts';
import type { Archive } from '../../archive/archive.ts';
import { entryFinder } from '../package/entry-finder.ts';
import type { LessonPackage, PackageFile } from '../package/lesson-package.ts';
import { readDescription } from '../package/read-description.ts';
import { rightsOfPackage } from '../package/rights-of-package.ts';
import { type ContentsLine, readNavigation, readNcx } from './epub-contents.ts';
import { type EpubItem, type EpubPackage, readEpubPackage } from './epub-package.ts';
import { epubOutline, type ResolvedLine } from './epub-outline.ts';
import { refuseLocked } from './refuse-locked.ts';
import { xhtmlToHtml } from './xhtml-to-html.ts';

/** A file that the book lists and has. */
interface FoundItem {
  readonly item: EpubItem;
  /** In the archive. */
  readonly entry: string;
  /** On the mirror: a chapter always ends as a page does. */
  readonly name: string;
}

/** Read a book's descriptions. @throws PreauError `mirror-source-unreadable` */
export async function readEpub(archive: Archive): Promise<LessonPackage> {
  await refuseLocked(archive);
  const book = await readEpubPackage(archive);
  const find = entryFinder(archive.entries.map(({ name }) => name));
  const found = foundItems(book, (href) => find(book.folder + href));
  const contents = await readContents(archive, book, found, find);
  const outline = await epubOutline({ archive, book, found, contents });
  const shown = found.filter(({ item }) => isShown(book, item));
  const titles = new Map(contents.toReversed().map(({ name, title }) => [name, title]));
  const { rights, licence } = rightsOfPackage(book.rights);
  const sizes = new Map(archive.entries.map(({ name, sizeBytes }) => [name, sizeBytes]));
  return {
    title: book.title,
    licence,
    attribution: book.creators.join(', '),
    aliases: Object.fromEntries(
      shown
        .filter(({ entry, name }) => entry !== name)
        .map(({ entry, name }) => [encodePath(`/${entry}`), name]),
    ),
    files: shown.map(
      (one): PackageFile => ({
        name: one.name,
        sizeBytes: sizes.get(one.entry) ?? 0,
        rights,
        ...(isChapter(one.item) && { authored: () => archive.read(one.entry) }),
        make: () => makeFile(archive, book, one, titles.get(one.name) || null),
      }),
    ),
    leftOut: [...missing(book, found), ...notListed(archive, book, found)],
    outline,
  };
}

const isChapter = ({ mediaType }: EpubItem): boolean =>
  /^(?:application\/xhtml\+xml|text\/html|text\/x-oeb1-document)$/.test(mediaType);

function foundItems(
  { items }: EpubPackage,
  find: (href: string) => string | null,
): readonly FoundItem[] {
  const seen = new Set<string>();
  return items.flatMap((item) => {
    const entry = find(item.href);
    if (entry === null || seen.has(entry)) return [];
    seen.add(entry);
    const isPage = !isChapter(item) || /\.x?html?$/i.test(entry);
    return [{ item, entry, name: isPage ? entry : `${entry}.html` }];
  });
}

/** The table of contents is shown as the mirror's own, unless the book has it as a chapter. */
function isShown({ spine, ncx }: EpubPackage, { id, isNavigation, mediaType }: EpubItem): boolean {
  if (mediaType === 'application/x-dtbncx+xml' || id === ncx) return false;
  return !isNavigation || spine.some((chapter) => chapter.id === id);
}

async function readContents(
  archive: Archive,
  book: EpubPackage,
  found: readonly FoundItem[],
  find: (href: string) => string | null,
): Promise<readonly ResolvedLine[]> {
  const navigation = found.find(({ item }) => item.isNavigation);
  const ncx = found.find(
    ({ item }) => item.id === book.ncx || item.mediaType === 'application/x-dtbncx+xml',
  );
  const bytes = navigation === undefined ? null : await archive.read(navigation.entry);
  const lines = bytes === null ? [] : readNavigation(decodeText(bytes));
  const byEntry = new Map(found.map(({ entry, name }) => [entry, name]));
  const resolve = (table: string, all: readonly ContentsLine[]): readonly ResolvedLine[] =>
    all.map((line) => {
      const folder = table.slice(0, table.lastIndexOf('/') + 1);
      const entry = line.href === null ? null : find(folder + line.href);
      return { ...line, name: entry === null ? null : (byEntry.get(entry) ?? null) };
    });
  if (lines.length > 0 && navigation !== undefined) return resolve(navigation.entry, lines);
  const root = ncx === undefined ? null : await readDescription(archive, ncx.entry);
  return root === null || ncx === undefined ? [] : resolve(ncx.entry, readNcx(root));
}

async function makeFile(
  archive: Archive,
  { language }: EpubPackage,
  { item, entry }: FoundItem,
  title: string | null,
): Promise<Uint8Array | null> {
  const bytes = await archive.read(entry);
  if (bytes === null || !isChapter(item)) return bytes;
  const html = xhtmlToHtml(decodeText(bytes), { title, language });
  return html === null ? null : new TextEncoder().encode(html);
}

function missing({ items, folder }: EpubPackage, found: readonly FoundItem[]): readonly LeftOut[] {
  const there = new Set(found.map(({ item }) => item.href));
  return items
    .filter(({ href }) => href !== '' && !there.has(href))
    .map(({ href }) => ({ name: (folder + href).slice(0, 300), reason: 'missing-file' }));
}

/** What the container itself is made of is no file of the book. */
function notListed(
  archive: Archive,
  book: EpubPackage,
  found: readonly FoundItem[],
): readonly LeftOut[] {
  const listed = new Set([...found.map(({ entry }) => entry), book.name, 'mimetype']);
  return archive.entries
    .filter(({ name }) => !listed.has(name) && !name.startsWith('META-INF/'))
    .map(({ name }) => ({ name, reason: 'not-listed' }));
}
