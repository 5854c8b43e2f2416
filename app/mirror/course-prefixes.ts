import { type Chapter, lessonsInOrder } from './list-tree.ts';

/** Where a course stands, what it is called, and its first lesson. */
export type CoursePrefix = readonly [folder: string, title: string, firstLesson: string];

/** Of one mirror, in the page that answers unknown addresses: some 20 kB at most. Chosen. */
const MAX_COURSES = 200;

/**
 * The folders that hold one course of the list each, decoded and with slashes at both ends. What shares its folder
 * with another has none: an address there tells nothing of either.
 */
export function coursePrefixes(chapters: readonly Chapter[]): readonly CoursePrefix[] {
  const found = chapters.flatMap((chapter): CoursePrefix[] => {
    const lessons = lessonsInOrder([chapter]);
    const [first] = lessons;
    const folder = commonFolder(lessons.map(({ path }) => path));
    const isOne = chapter.title !== '' && first !== undefined && folder !== '/';
    return isOne ? [[folder, chapter.title, first.path]] : [];
  });
  const count = new Map<string, number>();
  for (const [folder] of found) count.set(folder, (count.get(folder) ?? 0) + 1);
  return found.filter(([folder]) => count.get(folder) === 1).slice(0, MAX_COURSES);
}

function commonFolder(paths: readonly string[]): string {
  const [first = '/'] = paths;
  let folder = first.slice(0, first.lastIndexOf('/') + 1);
  for (const path of paths)
    while (!path.startsWith(folder))
      folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder;
}
