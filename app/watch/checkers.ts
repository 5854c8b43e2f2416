import type { DurationMs, PlatformId } from '../../core/units.ts';
import type { CheckerStatus } from '../../core/watch/hear-checkers.ts';
import type { CheckersTurns } from './checkers-turns.ts';

/** What a health check's checkers told when they were asked, or why nobody could tell. */
export type CheckersWord =
  | { readonly kind: 'told'; readonly statuses: readonly CheckerStatus[] }
  | { readonly kind: 'silent'; readonly why: string }
  /** Nobody was asked: it would have been too much. */
  | { readonly kind: 'unasked'; readonly why: string };

/** Those who look at the origins all the time, on somebody else's behalf: Route 53's checkers. */
export interface Checkers {
  /** From one look of a checker to its next. */
  readonly intervalMs: DurationMs;
  /** Whose turn it is, since only so many may be asked. */
  readonly turns: CheckersTurns;
  /**
   * What each checker of a platform's origin found last: the origin's own check, never the one that
   * a hold turns too.
   *
   * Whoever makes this port asks its provider sparingly, refuses what would be too much at once, and
   * is silent, soon, whenever there is no answer: it rejects only for a bug.
   */
  ask(platform: PlatformId): Promise<CheckersWord>;
}
