import { foldWord } from './search/word-key.ts';
import { type ContentsLine, withoutEmptyHeadings } from './lesson-order.ts';
import type { ListedLesson, ListedSite } from './write-own-pages.ts';

/** A line of the list of lessons and what stands below it. */
export interface ListNode {
  readonly title: string;
  /** Null for a heading. */
  readonly lesson: ListedLesson | null;
  readonly below: readonly ListNode[];
}

/** A part of the list that is opened, closed and kept as one. */
export interface Chapter extends ListNode {
  /** Letters, digits and hyphens; the same in every build while its title is. */
  readonly id: string;
  readonly chapters: readonly Chapter[];
}

/** Levels that open and close; what is deeper is a list in a list. Chosen. */
const CHAPTER_LEVELS = 2;

/**
 * The list of all lessons: the teacher's table of contents first, then folder by folder what it does
 * not name. What stands in no chapter comes in one without a title.
 */
export function listTree({
  lessons,
  contents,
}: Pick<ListedSite, 'lessons' | 'contents'>): readonly Chapter[] {
  const written = new Map(lessons.map((lesson) => [lesson.path, lesson]));
  const there = contents.filter(({ path }) => path === null || written.has(path));
  const lines = withoutEmptyHeadings(there);
  const named = new Set(lines.map(({ path }) => path));
  const others = lessons.filter(({ path }) => !named.has(path));
  const top = [...nest(lines, written), ...byFolder(others)];
  const [loose, headed] = [top.filter(isLeaf), top.filter((node) => !isLeaf(node))];
  const taken = new Set<string>();
  const without: readonly ListNode[] =
    loose.length === 0 ? [] : [{ title: '', lesson: null, below: loose }];
  return [...without, ...headed].map((node) => chapter(node, taken, 1));
}

/** Every lesson of the list once, in its order. */
export function lessonsInOrder(chapters: readonly ListNode[]): readonly ListedLesson[] {
  const found = new Map<string, ListedLesson>();
  const walk = (node: ListNode): void => {
    if (node.lesson !== null && !found.has(node.lesson.path))
      found.set(node.lesson.path, node.lesson);
    for (const one of node.below) walk(one);
  };
  for (const one of chapters) walk(one);
  return [...found.values()];
}

const isLeaf = (node: ListNode): boolean => node.below.length === 0;

interface Growing extends ListNode {
  readonly below: Growing[];
}

function nest(
  lines: readonly ContentsLine[],
  written: ReadonlyMap<string, ListedLesson>,
): readonly ListNode[] {
  const top: Growing[] = [];
  const open: Growing[] = [];
  for (const { title, depth, path, isGuessed } of lines) {
    open.length = Math.min(open.length, depth);
    const lesson = path === null ? null : (written.get(path) ?? null);
    // A document has no title but its name, which the outline has in words.
    const isPage = lesson?.path.endsWith('.html') === true;
    const called = isGuessed === true && isPage ? lesson.title : title;
    const node: Growing = { title: called, lesson, below: [] };
    (open.at(-1)?.below ?? top).push(node);
    open.push(node);
  }
  return top;
}

function byFolder(lessons: readonly ListedLesson[]): readonly ListNode[] {
  const groups = new Map<string, ListNode[]>();
  for (const lesson of lessons) {
    const line = { title: lesson.title, lesson, below: [] };
    const group = groups.get(lesson.group);
    if (group === undefined) groups.set(lesson.group, [line]);
    else group.push(line);
  }
  return [...groups].flatMap(([title, below]) =>
    title === '' ? below : [{ title, lesson: null, below }],
  );
}

/** Parts that open come after the lines that do not, as they are drawn: the search counts lessons so. */
function chapter(node: ListNode, taken: Set<string>, level: number): Chapter {
  const id = freeId(node.title, taken);
  if (level >= CHAPTER_LEVELS) return { ...node, id, chapters: [] };
  const lines = node.below.filter(isLeaf);
  const chapters = node.below
    .filter((one) => !isLeaf(one))
    .map((one) => chapter(one, taken, level + 1));
  return { ...node, id, below: [...lines, ...chapters], chapters };
}

function freeId(title: string, taken: Set<string>): string {
  const letters = foldWord(title).replace(/[^a-z0-9]+/g, '-');
  const name = letters.replace(/^-|-$/g, '').slice(0, 40) || 'lecons';
  let id = name;
  for (let count = 2; taken.has(id); count += 1) id = `${name}-${count}`;
  taken.add(id);
  return id;
}
