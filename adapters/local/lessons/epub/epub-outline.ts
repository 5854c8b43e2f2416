import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { Archive } from '../../archive/archive.ts';
import type { NamedEntry } from '../package/lesson-package.ts';
import { pageGlance } from '../package/page-glance.ts';
import type { EpubItem, EpubPackage } from './epub-package.ts';
import { xhtmlToHtml } from './xhtml-to-html.ts';
import type { ContentsLine } from './epub-contents.ts';

/** A line of the table of contents with the file that it opens on the mirror. */
export interface ResolvedLine extends ContentsLine {
  readonly name: string | null;
}

export interface OutlineParts {
  readonly archive: Archive;
  readonly book: EpubPackage;
  readonly found: readonly {
    readonly item: EpubItem;
    readonly entry: string;
    readonly name: string;
  }[];
  readonly contents: readonly ResolvedLine[];
}

/**
 * The order of a book: its table of contents with one line for each chapter (the first that leads
 * there), and the chapters that it does not name where they stand in the reading order.
 */
export async function epubOutline(parts: OutlineParts): Promise<readonly NamedEntry[]> {
  const lines = firstLines(parts.contents);
  const named = new Set(lines.flatMap(({ name }) => name ?? []));
  const byId = new Map(parts.found.map((found) => [found.item.id, found]));
  let before: string | null = null;
  for (const { id, isLinear } of parts.book.spine) {
    const chapter = byId.get(id);
    if (chapter === undefined || !isLinear) continue;
    if (!named.has(chapter.name)) {
      named.add(chapter.name);
      const title = await titleOf(parts.archive, chapter.entry);
      insertAfter(lines, before, { title, depth: 0, name: chapter.name });
    }
    before = chapter.name;
  }
  return lines;
}

function firstLines(contents: readonly ResolvedLine[]): NamedEntry[] {
  const seen = new Set<string>();
  return contents.flatMap(({ title, depth, href, name }) => {
    if (href !== null && (name === null || seen.has(name))) return [];
    if (name !== null) seen.add(name);
    return [{ title, depth, name }];
  });
}

/** At the depth of the chapter before it; at the front where there is none. */
function insertAfter(lines: NamedEntry[], before: string | null, entry: NamedEntry): void {
  const at = before === null ? -1 : lines.findIndex(({ name }) => name === before);
  lines.splice(at + 1, 0, { ...entry, depth: lines[at]?.depth ?? 0 });
}

async function titleOf(archive: Archive, entry: string): Promise<string> {
  const bytes = await archive.read(entry);
  const chapter = bytes === null ? '' : decodeText(bytes);
  const html = xhtmlToHtml(chapter, { title: null, language: '' });
  const { heading, title } = pageGlance(html ?? '');
  const name = entry.replace(/^.*\//, '').replace(/\.[^.]+$/, '');
  return heading || title || name;
}
