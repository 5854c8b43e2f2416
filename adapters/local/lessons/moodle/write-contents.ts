import { relativeHref } from '../../../../core/mirror/site-link.ts';
import { linkTo } from '../package/written-page.ts';
import type { CourseDesk } from './course-desk.ts';
import { moodleHtml } from './moodle-text.ts';
import type { CoursePage } from './name-course.ts';
import { readSectionSummary } from './read-section-summary.ts';
import { labelHtml } from './write-activity.ts';

type SectionPage = Extract<CoursePage, { kind: 'section' }>;
type LinkedPage = Extract<CoursePage, { kind: 'section' | 'activity' }>;

/** The body of the course's own page: its summary, then what is in it, in the teacher's order. */
export function writeHome(desk: CourseDesk, name: string): string {
  const { backup, summary } = desk.course;
  const place = {
    page: name,
    contextId: backup.courseContextId,
    component: 'course',
    area: 'summary',
    itemId: '0',
  };
  const links = desk.pages.filter(
    (page): page is LinkedPage =>
      page.kind === 'section' || (page.kind === 'activity' && page.activity.isListed),
  );
  return `${moodleHtml(summary, place, desk)}\n${nested(links, name)}`;
}

/** Lists within lists, as deep as sections stand in each other. */
function nested(pages: readonly LinkedPage[], from: string): string {
  const out: string[] = [];
  let open = -1;
  for (const page of pages) {
    const depth = Math.min(page.depth, open + 1);
    if (depth > open) out.push('<ul>');
    else out.push('</li>', ...Array.from({ length: open - depth }, () => '</ul></li>'));
    open = depth;
    out.push(`<li>${linkTo(relativeHref(`/${from}`, `/${page.name}`), page.title)}`);
  }
  out.push(...Array.from({ length: open + 1 }, () => '</li></ul>'));
  return out.join('\n');
}

/** The body of a section's page: its summary, its labels where they stand, links to the rest. */
export async function writeSection(desk: CourseDesk, page: SectionPage): Promise<string> {
  const { section, name } = page;
  const place = {
    page: name,
    contextId: desk.course.backup.courseContextId,
    component: 'course',
    area: 'section',
    itemId: section.id,
  };
  const parts = [moodleHtml(await readSectionSummary(desk.archive, section), place, desk)];
  for (const item of itemsOf(desk.pages, page)) {
    if (item.kind === 'label') parts.push(await labelHtml(desk, item.activity, name));
    else parts.push(`<p>${linkTo(relativeHref(`/${name}`, `/${item.name}`), item.title)}</p>`);
  }
  return parts.join('\n');
}

type Item = LinkedPage | Extract<CoursePage, { kind: 'label' }>;

/** What stands in a section itself, without what stands in its subsections and books. */
function itemsOf(pages: readonly CoursePage[], page: SectionPage): readonly Item[] {
  const after = pages.slice(pages.indexOf(page) + 1);
  const end = after.findIndex((one) => 'depth' in one && one.depth <= page.depth);
  return (end === -1 ? after : after.slice(0, end)).filter(
    (one): one is Item =>
      one.kind !== 'home' &&
      one.kind !== 'chapter' &&
      one.depth === page.depth + 1 &&
      (one.kind === 'section' || one.activity.isListed),
  );
}
