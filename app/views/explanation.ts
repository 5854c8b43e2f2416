import type { Action } from '../../core/incident/action.ts';
import type { Incident } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';

/** Why something was done, or was not: what a reader of the journal needs, and nothing else. */
export interface Explanation {
  readonly platform: PlatformId;
  /** Null for a platform's whole history. */
  readonly incident: Incident | null;
  /** In the journal's order. */
  readonly items: readonly Explained[];
  /** What the last line was decided by: it names platforms and vantages. */
  readonly policy: Policy;
}

/** One action, or one that was not taken, with the lines that led to it. */
export interface Explained {
  /** `done`: asked of the shell. `undone`: a rule or a person stood in the way. */
  readonly kind: 'done' | 'undone';
  /** The line that decided. */
  readonly entry: JournalEntry;
  readonly what: Action | Withheld;
  /** The rule that decided, in numbers. */
  readonly facts: readonly Fact[];
  /** The lines that led to it, oldest first; the one that decided is the last. */
  readonly because: readonly JournalEntry[];
  /** What came of it: the answers seen at the servers, the plan, the deliveries. */
  readonly outcomes: readonly JournalEntry[];
}

/** A fall that did not turn, or a way back that waits, where no task says so. */
export interface Withheld {
  readonly kind: 'withheld';
  readonly because: 'vetoed' | 'mirror-unfit' | 'blast-radius' | 'blind-vantages' | 'check-against';
}

/**
 * A part of a rule, with its numbers. A value's name says its unit: `At` an instant, `Ms` a length of
 * time, `Share` a part in [0, 1]; others are counts and names.
 */
export interface Fact {
  readonly kind: FactKind;
  readonly values: Readonly<Record<string, number | string>>;
}

export type FactKind =
  /** `against` of `of` votes that saw, `needed` suffice. */
  | 'votes'
  /** `count` own vantages were blind and had no vote. */
  | 'blind'
  /** `rounds` bad rounds in a row since `sinceAt`, `needed` suffice. */
  | 'bad-rounds'
  /** The latest doubt was looked at again after `gapMs`, less than the `intervalMs`. */
  | 'half-interval'
  /** It had fallen at `fellAt`, less than `memoryMs` ago. */
  | 'relapse-memory'
  /** The name servers had left it by health alone, seen in `rounds` rounds. */
  | 'left-by-health'
  /** The mirror was measured fit at `measuredAt` (line `line`). */
  | 'mirror-fit'
  | 'mirror-unfit'
  /** `rounds` good rounds in a row since `sinceAt`, `needed` suffice. */
  | 'good-rounds'
  /** It had been on the mirror for `heldMs`, at least `leastMs` are due. */
  | 'held'
  /** The step before had lasted `heldMs`, at least `leastMs` are due. */
  | 'step-held'
  /** `failedShare` of the probes of `windowMs` failed; `limitShare` make it degraded. */
  | 'error-share'
  /** A person asked: `by`, in the `role`, for the `reason`. */
  | 'person'
  | 'veto'
  /** Planned at `plannedAt`; a person had `vetoMs` to stop it. */
  | 'veto-time'
  /** The cause as the verdict then carried it: `cause`, `rung`. */
  | 'cause'
  /** A notice was first accepted at `acceptedAt`; schools have `everyMs` to answer, at each level. */
  | 'unanswered'
  /** Signals are collected anew every `everyMs`. */
  | 'review';
