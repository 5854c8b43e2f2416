import type { Action } from '../incident/action.ts';
import type { Event } from '../incident/event.ts';
import type { Sha256 } from '../units.ts';

/** One line of the journal: an event and the actions it gave, chained to the line before. */
export interface JournalEntry {
  /** From 1, without a gap. */
  readonly seq: number;
  readonly event: Event;
  readonly actions: readonly Action[];
  /** Hash of the previous entry; 64 zeros for the first. */
  readonly previous: Sha256;
  readonly hash: Sha256;
}
