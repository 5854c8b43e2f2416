import { openJournal } from '../../adapters/local/journal.ts';
import { initialState } from '../../core/incident/initial-state.ts';
import type { State } from '../../core/incident/state.ts';
import type { JournalEntry } from '../../core/journal/entry.ts';
import { replayEntry } from '../../core/journal/replay-entry.ts';
import type { Policy } from '../../core/policy.ts';

/** A journal that another process writes, and the state that it gives. */
export interface FollowedJournal {
  state(): State;
  /** The number of the latest entry that was read. */
  seq(): number;
  /** Read what was written since; resolves once every new entry has been told, in order. */
  catchUp(): Promise<void>;
  close(): Promise<void>;
}

interface Listeners {
  /** Each entry that stood already, before this resolves. */
  readonly past: (entry: JournalEntry) => void;
  /** Each entry written from now on, when `catchUp` finds it. */
  readonly fresh: (entry: JournalEntry, before: State, after: State) => void;
}

/**
 * Follow the journal of a home from outside, none of its entries left out.
 *
 * A process that dies cannot tell of its last entries, and one that starts writes some before it
 * can tell: whoever counts on being told has another state than the journal's.
 */
export async function followJournal(
  path: string,
  policy: Policy,
  listeners: Listeners,
): Promise<FollowedJournal> {
  const journal = openJournal(path);
  let state = initialState(policy);
  let seq = 0;
  let last: Promise<void> = Promise.resolve();
  let closed = false;

  const read = async (listener: Listeners['fresh']): Promise<void> => {
    if (closed) return;
    for await (const entry of journal.read(seq + 1)) {
      const before = state;
      state = replayEntry(state, entry, policy).state;
      seq = entry.seq;
      listener(entry, before, state);
      if (closed) return;
    }
  };
  await read(listeners.past);
  return {
    state: () => state,
    seq: () => seq,
    catchUp: () => {
      last = last.then(() => read(listeners.fresh));
      return last;
    },
    close: async () => {
      closed = true;
      await last.catch(() => undefined);
      journal.close();
    },
  };
}
