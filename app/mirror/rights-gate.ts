import { indexItems } from './match-item.ts';
import type { LessonFile, LessonSet, RightsDecision } from './ports.ts';

/** One lesson whose rights are reserved or that is left out, and what its owner decided. */
export interface RightsItem {
  readonly name: string;
  /** As the lesson or its package states it; '' where neither does. */
  readonly said: string;
  /** `waiting`: nobody has decided, so it is not shown. */
  readonly decision: RightsDecision['decision'] | 'waiting';
  readonly by?: string;
  readonly on?: string;
}

/**
 * The word of its owners that counts on a lesson: the latest by its day, whichever set says it and
 * however exactly. Of one day, the one that leaves out.
 */
export function decisionsOf(
  sets: readonly LessonSet[],
): (path: string) => RightsDecision | undefined {
  const words = indexItems(
    sets.flatMap(({ folder, rights = [] }) =>
      rights.map((word) => ({ folder, item: word.item, word })),
    ),
  );
  return (path) =>
    words(path).reduce<RightsDecision | undefined>(
      (best, word) => (best === undefined || outweighs(word, best) ? word : best),
      undefined,
    );
}

/** Of two that say the same on the same day, the name decides: the same in every build. */
function outweighs(one: RightsDecision, other: RightsDecision): boolean {
  if (one.on !== other.on) return one.on > other.on;
  if (one.decision !== other.decision) return one.decision === 'leave-out';
  return one.by < other.by;
}

/**
 * The rights gate: what says that all rights are reserved, or that it is private, is not shown before
 * its owner has said that it may be, by name and day; and what its owner leaves out is not shown,
 * whatever it says.
 *
 * @returns asks of a lesson; null for one that nothing holds back
 */
export function rightsGate(sets: readonly LessonSet[]): (file: LessonFile) => RightsItem | null {
  const decisionOn = decisionsOf(sets);
  return ({ name, path, rights }) => {
    const decided = decisionOn(path);
    const isReserved = rights?.kind === 'reserved';
    if (!isReserved && decided?.decision !== 'leave-out') return null;
    const said = rights?.said ?? '';
    if (decided === undefined) return { name, said, decision: 'waiting' };
    const { decision, by, on } = decided;
    return { name, said, decision, by, on };
  };
}
