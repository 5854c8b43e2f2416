import { indexItems } from './match-item.ts';
import type { LessonSet } from './ports.ts';

/**
 * Whether an owner keeps a lesson out of the mirror. Every set whose folder holds it may: words of a
 * folder of its own, or of a package, do not silence those above.
 */
export function excludesOf(sets: readonly LessonSet[]): (path: string) => boolean {
  const words = indexItems(
    sets.flatMap(({ folder, exclude }) => exclude.map((item) => ({ folder, item, word: true }))),
  );
  return (path) => words(path).length > 0;
}
