import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../core/mirror/site-link.ts';
import type { ContentsLine } from './lesson-order.ts';
import type { MirrorWords } from './ports.ts';
import type { ListedLesson, ListedSite } from './write-own-pages.ts';

/**
 * The lists of all lessons: the teacher's table of contents first, nested as it is, then what it does
 * not name, folder by folder.
 */
export function lessonList(
  words: MirrorWords,
  { lessons, contents }: Pick<ListedSite, 'lessons' | 'contents'>,
  from: string,
): string {
  const written = new Set(lessons.map(({ path }) => path));
  const lines = contents.filter(({ path }) => path === null || written.has(path));
  const named = new Set(lines.map(({ path }) => path));
  const others = lessons.filter(({ path }) => !named.has(path));
  const parts = [nested(words, lines, from), ...byFolder(words, others, from)];
  return parts.filter((part) => part !== '').join('\n');
}

function nested(words: MirrorWords, lines: readonly ContentsLine[], from: string): string {
  const out: string[] = [];
  let open = 0;
  for (const { depth, path, title } of lines) {
    while (open > depth + 1) {
      out.push('</li></ul>');
      open -= 1;
    }
    if (open === depth + 1) out.push('</li>');
    while (open < depth + 1) {
      out.push(open === 0 ? '<ul class="preau-lecons">' : '<ul>');
      open += 1;
    }
    out.push(
      `<li>${path === null ? `<span class="preau-titre">${escapeHtml(title)}</span>` : link(words, { path, title }, from)}`,
    );
  }
  out.push('</li></ul>'.repeat(open));
  return out.join('\n');
}

function byFolder(
  words: MirrorWords,
  lessons: readonly ListedLesson[],
  from: string,
): readonly string[] {
  const groups = new Map<string, ListedLesson[]>();
  for (const lesson of lessons) {
    const group = groups.get(lesson.group);
    if (group === undefined) groups.set(lesson.group, [lesson]);
    else group.push(lesson);
  }
  return [...groups].map(([group, inside]) => {
    const heading = group === '' ? '' : `<h2>${escapeHtml(group)}</h2>\n`;
    const items = inside.map((lesson) => `<li>${link(words, lesson, from)}</li>`).join('\n');
    return `${heading}<ul class="preau-lecons">\n${items}\n</ul>`;
  });
}

function link(
  words: MirrorWords,
  { path, title }: Pick<ListedLesson, 'path' | 'title'>,
  from: string,
): string {
  const kind = path.endsWith('.pdf') ? ` (${escapeHtml(words('lessons.pdf'))})` : '';
  return `<a href="${escapeHtml(relativeHref(from, path))}">${escapeHtml(title)}</a>${kind}`;
}
