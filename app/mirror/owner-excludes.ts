import { matchesItem } from './match-item.ts';
import type { LessonSet } from './ports.ts';

/**
 * Whether an owner keeps a lesson out of the mirror. Every set whose folder holds it may: words of a
 * folder of its own, or of a package, do not silence those above.
 */
export const isExcluded = (path: string, sets: readonly LessonSet[]): boolean =>
  sets.some(({ folder, exclude }) => exclude.some((item) => matchesItem(path, folder, item)));
