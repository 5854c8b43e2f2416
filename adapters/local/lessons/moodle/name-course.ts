import type { MirrorWords } from '../../../../app/mirror/ports.ts';
import { pageNames } from '../package/page-names.ts';
import type { CourseLine } from './arrange-course.ts';
import type { Activity, Chapter, Section } from './course-parts.ts';

/** One page that is written out of a course. */
export type CoursePage =
  | { readonly kind: 'home'; readonly name: string; readonly title: string }
  | {
      readonly kind: 'section';
      readonly name: string;
      readonly title: string;
      readonly depth: number;
      readonly section: Section;
    }
  | {
      readonly kind: 'activity';
      readonly name: string;
      readonly title: string;
      readonly depth: number;
      readonly activity: Activity;
    }
  | {
      readonly kind: 'chapter';
      readonly name: string;
      readonly title: string;
      readonly depth: number;
      readonly activity: Activity;
      readonly chapter: Chapter;
    }
  /** A text that Moodle shows on the course page itself: it has no page of its own. */
  | { readonly kind: 'label'; readonly depth: number; readonly activity: Activity };

export const HOME = 'index.html';

/** Give every page of a course its name, in the order of the course. */
export function nameCourse(
  title: string,
  lines: readonly CourseLine[],
  words: MirrorWords,
): readonly CoursePage[] {
  const namePage = pageNames([HOME]);
  const pages: CoursePage[] = [{ kind: 'home', name: HOME, title }];
  for (const line of lines) {
    const { depth } = line;
    if (line.kind === 'section') {
      const { section } = line;
      const heading = section.title || untitled(section, words);
      const name = namePage(heading, `section-${section.id}`);
      pages.push({ kind: 'section', name, title: heading, depth, section });
    } else if (line.activity.module === 'label') {
      pages.push({ kind: 'label', depth, activity: line.activity });
    } else {
      const { activity } = line;
      const name = namePage(activity.title, `${activity.module}-${activity.cmid}`);
      pages.push({ kind: 'activity', name, title: activity.title, depth, activity });
      pages.push(...nameChapters(activity, name, depth + 1));
    }
  }
  return pages;
}

const untitled = ({ number }: Section, words: MirrorWords): string =>
  number === 0 ? words('moodle.general') : words('moodle.section', { number });

function nameChapters(activity: Activity, name: string, depth: number): readonly CoursePage[] {
  const nameChapter = pageNames([]);
  return activity.chapters.map((chapter) => ({
    kind: 'chapter',
    name: `${stemOf(name)}/${nameChapter(chapter.title, `chapter-${chapter.id}`)}`,
    title: chapter.title || activity.title,
    depth: depth + (chapter.isSub ? 1 : 0),
    activity,
    chapter,
  }));
}

/** The folder for what belongs to a page. */
export const stemOf = (name: string): string => name.replace(/\.html$/, '');
