import { matchesItem } from './match-item.ts';
import type { LessonFile, LessonSet, RightsDecision } from './ports.ts';

/** One lesson whose rights are reserved, and what its owner decided. */
export interface RightsItem {
  readonly name: string;
  /** As the package states it. */
  readonly said: string;
  /** `waiting`: nobody has decided, so it is not shown. */
  readonly decision: RightsDecision['decision'] | 'waiting';
  readonly by?: string;
  readonly on?: string;
}

/** The word of its owners that counts on a lesson; the last one. */
export const decisionOn = (path: string, sets: readonly LessonSet[]): RightsDecision | undefined =>
  sets
    .flatMap(({ folder, rights: words = [] }) => words.map((word) => ({ folder, word })))
    .findLast(({ folder, word }) => matchesItem(path, folder, word.item))?.word;

/**
 * The rights gate: what says that all rights are reserved, or that it is private, is not shown before
 * its owner has said that it may be, by name and day. The last word on an item counts.
 *
 * @returns null for a lesson that nothing holds back
 */
export function rightsItem(file: LessonFile, sets: readonly LessonSet[]): RightsItem | null {
  const { name, path, rights } = file;
  if (rights?.kind !== 'reserved') return null;
  const decided = decisionOn(path, sets);
  if (decided === undefined) return { name, said: rights.said, decision: 'waiting' };
  const { decision, by, on } = decided;
  return { name, said: rights.said, decision, by, on };
}
