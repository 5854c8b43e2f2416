import type { MirrorWords } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import type { CoursePage } from './name-course.ts';
import type { NamedFile } from './name-files.ts';
import type { CourseLinks } from './moodle-links.ts';
import type { ReadChapter } from './read-chapters.ts';
import type { Course } from './read-course.ts';

/** What every page of one course is written from. */
export interface CourseDesk {
  readonly archive: Archive;
  readonly course: Course;
  readonly pages: readonly CoursePage[];
  readonly links: CourseLinks;
  /** Files that are there, by the context that they belong to. */
  readonly filesOf: (contextId: string) => readonly NamedFile[];
  readonly readChapter: ReadChapter;
  readonly words: MirrorWords;
}
