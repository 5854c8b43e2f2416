import { documentKind } from '../../core/mirror/document-kind.ts';
import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../core/mirror/site-link.ts';
import { type Chapter, lessonsInOrder, type ListNode } from './list-tree.ts';
import type { SiteFrame } from './page-frame.ts';
import { readableSize } from './readable-size.ts';
import type { ListedLesson } from './write-own-pages.ts';

/** Up to here all chapters are open: one looks through, and needs no press. Chosen. */
const OPEN_MAX = 60;

/**
 * The list of all lessons: chapters that open and close, each with the number of its lessons, and in
 * the teacher's order below. Without a script it is all there.
 */
export function lessonList(
  { language }: Pick<SiteFrame, 'language'>,
  chapters: readonly Chapter[],
  from: string,
): string {
  const open = lessonsInOrder(chapters).length <= OPEN_MAX ? ' open' : '';
  const link = (lesson: ListedLesson, title: string): string => {
    const document = documentKind(lesson.type);
    const size = readableSize(lesson.sizeBytes, language);
    const kind = document === null ? '' : ` (${document}, ${escapeHtml(size)})`;
    const text = escapeHtml(title === '' ? lesson.title : title);
    return `<a href="${escapeHtml(relativeHref(from, lesson.path))}">${text}</a>${kind}`;
  };
  const line = (node: ListNode): string => {
    const head =
      node.lesson === null
        ? `<span class="preau-titre">${escapeHtml(node.title)}</span>`
        : link(node.lesson, node.title);
    return `<li>${head}${node.below.length === 0 ? '' : `\n<ul>\n${node.below.map(line).join('\n')}\n</ul>`}</li>`;
  };
  const part = (chapter: Chapter): string => {
    const lines = chapter.below.filter((one) => !isChapter(one, chapter));
    const own = chapter.lesson === null ? [] : [`<li>${link(chapter.lesson, chapter.title)}</li>`];
    const items = [...own, ...lines.map(line)];
    const list =
      items.length === 0 ? '' : `<ul class="preau-lecons">\n${items.join('\n')}\n</ul>\n`;
    const inside = `${list}${chapter.chapters.map(part).join('\n')}`;
    const lessons = lessonsInOrder([chapter]);
    const bytes = lessons.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const about = `data-chapitre="${chapter.id}" data-octets="${bytes}"`;
    if (chapter.title === '') return `<section ${about}>\n${inside}</section>`;
    return `<details ${about}${open}>\n<summary><span class="preau-titre">${escapeHtml(chapter.title)}</span> <span class="preau-nombre">${lessons.length}</span></summary>\n${inside}</details>`;
  };
  return chapters.map(part).join('\n');
}

const isChapter = (node: ListNode, { chapters }: Chapter): boolean =>
  chapters.some((one) => one === node);
