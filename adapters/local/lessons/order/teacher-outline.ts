import type { LessonFile, OutlineEntry } from '../../../../app/mirror/ports.ts';
import {
  compareNames,
  isFirstPage,
  nameInWords,
} from '../../../../core/mirror/order/natural-order.ts';
import { summaryLines } from '../../../../core/mirror/order/summary-lines.ts';
import { findPlace, type FolderNode, folderTree, join } from './folder-tree.ts';
import { type NavItem, type PagesFile, readMkdocsFile, readPagesFile } from './nav.ts';

/** What the order of a folder of lessons is read from. */
export interface OrderSource {
  readonly files: readonly LessonFile[];
  /** Texts of `.pages`, `mkdocs.yml`, `SUMMARY.md` and `_sidebar.md`, by name with their folder. */
  readonly orderFiles: ReadonlyMap<string, string>;
  /** What a page calls itself, by its address. */
  readonly titles: ReadonlyMap<string, string>;
  /** What its owner calls a folder, by its place. */
  readonly folderTitles?: ReadonlyMap<string, string>;
}

/** Menus that lead into each other end at this depth. Chosen: six levels are shown. */
const MAX_DEPTH = 8;

/**
 * The order that a teacher gave a folder of lessons: by `mkdocs.yml`, `.pages`, `SUMMARY.md` or
 * `_sidebar.md` where there is one, each for the folder it lies in; else by the numbers in the names.
 * A page stands where it is named first.
 */
export function teacherOutline(source: OrderSource): readonly OutlineEntry[] {
  const walk: Walk = { ...source, out: [], listed: new Set() };
  outlineFolder(walk, folderTree(source.files), 0);
  return walk.out;
}

interface Walk extends OrderSource {
  readonly out: OutlineEntry[];
  readonly listed: Set<string>;
}

function outlineFolder(walk: Walk, folder: FolderNode, depth: number): void {
  if (depth > MAX_DEPTH) return;
  const site = siteOf(walk, folder);
  const pages = pagesOf(walk, folder);
  if (site !== null) outlineItems(walk, site.folder, site.nav, depth);
  else if (pages?.nav) return outlineItems(walk, folder, pages.nav, depth);
  else if (outlineSummary(walk, folder, depth)) return;
  outlineRest(walk, folder, depth, pages?.isReversed === true);
}

const pagesOf = (walk: Walk, folder: FolderNode): PagesFile | null => {
  const text = walk.orderFiles.get(join(folder.place, '.pages'));
  return text === undefined ? null : readPagesFile(text);
};

/** A site of MkDocs with a menu of its own, and the folder that its menu speaks of. */
function siteOf(
  walk: Walk,
  folder: FolderNode,
): { folder: FolderNode; nav: readonly NavItem[] } | null {
  const text =
    walk.orderFiles.get(join(folder.place, 'mkdocs.yml')) ??
    walk.orderFiles.get(join(folder.place, 'mkdocs.yaml'));
  if (text === undefined) return null;
  const { docsFolder, nav } = readMkdocsFile(text);
  if (nav === null) return null;
  const docs = findPlace(folder, docsFolder);
  return { folder: docs !== null && 'folders' in docs ? docs : folder, nav };
}

function outlineItems(
  walk: Walk,
  folder: FolderNode,
  items: readonly NavItem[],
  depth: number,
): void {
  for (const item of items) {
    if (item.kind === 'group') {
      walk.out.push({ title: item.title, depth, path: null });
      outlineItems(walk, folder, item.items, depth + 1);
    } else if (item.kind === 'place') {
      const place = findPlace(folder, item.target);
      if (place !== null) outlinePlace(walk, place, item.title, depth);
    } else {
      outlineRest(walk, folder, depth, false, namedBy(items, folder));
    }
  }
}

/** Folders that other lines name: `...` is what they do not, even before they are reached. */
function namedBy(items: readonly NavItem[], folder: FolderNode): ReadonlySet<unknown> {
  return new Set(
    items.flatMap((item) => (item.kind === 'place' ? (findPlace(folder, item.target) ?? []) : [])),
  );
}

function outlinePlace(
  walk: Walk,
  place: FolderNode | LessonFile,
  title: string | null,
  depth: number,
): void {
  if (!('folders' in place)) return outlinePage(walk, place, title, depth);
  const pages = pagesOf(walk, place);
  const first = firstPage(place);
  const path = first !== null && !walk.listed.has(first.path) ? first.path : null;
  if (path !== null) walk.listed.add(path);
  const said = title ?? pages?.title ?? walk.folderTitles?.get(place.place);
  walk.out.push({ title: said ?? nameInWords(place.name), depth, path });
  outlineFolder(walk, place, depth + 1);
}

function outlinePage(walk: Walk, page: LessonFile, title: string | null, depth: number): void {
  if (walk.listed.has(page.path)) return;
  walk.listed.add(page.path);
  const name = page.path.slice(page.path.lastIndexOf('/') + 1);
  const said = title ?? walk.titles.get(page.path);
  const called =
    said === undefined ? { title: nameInWords(name), isGuessed: true as const } : { title: said };
  walk.out.push({ ...called, depth, path: page.path });
}

function outlineRest(
  walk: Walk,
  folder: FolderNode,
  depth: number,
  isReversed: boolean,
  apart: ReadonlySet<unknown> = new Set(),
): void {
  const found = [...folder.pages, ...folder.folders].filter(([, place]) => !apart.has(place));
  const sorted = found.toSorted(([a], [b]) => compareNames(a, b));
  for (const [, place] of isReversed ? sorted.toReversed() : sorted) {
    if (!('folders' in place)) outlinePage(walk, place, null, depth);
    else if (pagesOf(walk, place)?.isHidden !== true && hasNew(walk, place))
      outlinePlace(walk, place, null, depth);
  }
}

/** A folder whose pages all stand in the menu already is not listed once more. */
const hasNew = (walk: Walk, { pages, folders }: FolderNode): boolean =>
  [...pages.values()].some(({ path }) => !walk.listed.has(path)) ||
  [...folders.values()].some((folder) => hasNew(walk, folder));

function outlineSummary(walk: Walk, folder: FolderNode, depth: number): boolean {
  const text =
    walk.orderFiles.get(join(folder.place, 'SUMMARY.md')) ??
    walk.orderFiles.get(join(folder.place, '_sidebar.md'));
  const lines = text === undefined ? [] : summaryLines(text);
  for (const line of lines) {
    const place = line.target === null ? null : findPlace(folder, line.target);
    const page = place !== null && 'folders' in place ? firstPage(place) : place;
    if (line.target === null)
      walk.out.push({ title: line.title, depth: depth + line.depth, path: null });
    else if (page !== null) outlinePage(walk, page, line.title, depth + line.depth);
  }
  return lines.length > 0;
}

function firstPage({ pages }: FolderNode): LessonFile | null {
  const [first] = [...pages.keys()].filter(isFirstPage).toSorted(compareNames);
  return first === undefined ? null : (pages.get(first) ?? null);
}
