import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import type { Policy } from '../../core/policy.ts';
import { type PublicChange, publicChanges } from './public-changes.ts';

/** What one line of the journal changed in public, with the state that it left. */
export interface ChangedLine {
  readonly seq: number;
  readonly changes: readonly PublicChange[];
  readonly state: State;
}

export interface ChangeReader {
  /** For the engine: told of every entry from the journal's first on, also of replayed ones. */
  readonly take: (entry: JournalEntry, state: State) => void;
  /** The latest line taken; 0 before the first. */
  readonly head: () => number;
  /** The lines after `seq` that changed anything, in order. */
  readonly after: (seq: number) => readonly ChangedLine[];
  /** Forget the lines up to `seq`, which every listener has written down. */
  readonly forget: (seq: number) => void;
}

/**
 * Finds public changes as the journal's lines go by. The journal is what they are kept in: a home that
 * was killed reads its lines again, and finds the same changes with the same ids.
 *
 * @param from lines up to this one are passed over: all listeners have written them down
 */
export function changeReader(policy: Policy, from: number): ChangeReader {
  let before = initialState(policy);
  let head = 0;
  let lines: readonly ChangedLine[] = [];
  return {
    take: (entry, state) => {
      // A journal that is read again from its first line, after a failure of its store.
      if (entry.seq <= head) return;
      if (entry.seq > from) {
        const changes = publicChanges(before, state, entry, policy);
        if (changes.length > 0) lines = [...lines, { seq: entry.seq, changes, state }];
      }
      before = state;
      head = entry.seq;
    },
    head: () => head,
    after: (seq) => lines.filter((line) => line.seq > seq),
    forget: (seq) => {
      lines = lines.filter((line) => line.seq > seq);
    },
  };
}
