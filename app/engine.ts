import { PreauError } from '../core/errors.ts';
import type { Event } from '../core/incident/event.ts';
import { initialState } from '../core/incident/initial-state.ts';
import type { State } from '../core/incident/state.ts';
import { step } from '../core/incident/step.ts';
import { chainEntry, type Hash } from '../core/journal/chain.ts';
import type { JournalEntry } from '../core/journal/entry.ts';
import { replayEntry } from '../core/journal/replay-entry.ts';
import type { Policy } from '../core/policy.ts';
import type { Journal } from './ports.ts';

/** Where events go in, one after the other, and where the present state is read. */
export interface Engine {
  state(): State;
  head(): JournalEntry | null;
  /** Take what other writers have appended since, and give the state with it. */
  refresh(): Promise<State>;
  /**
   * Decide about one event and journal it with its actions; resolves once it is durable.
   * @returns the entry, or null when the event changed nothing and was not journalled
   */
  handle(event: Event): Promise<JournalEntry | null>;
  /** Called after each new entry, in order, whoever wrote it. @returns how to stop being called */
  onEntry(listener: Listener): () => void;
}

/** Another writer may come first this often before an event is given up; chosen. */
const CONFLICTS_MAX = 20;

type Listener = (entry: JournalEntry, state: State) => void;

/**
 * Open the journal, replay it, and take events from there.
 *
 * The state is never stored: it is what the journal gives, its recorded turns before what this
 * policy would have turned ({@link replayEntry}). With two writers on one journal the
 * loser of a number reads what the winner wrote, and decides again on top of it.
 *
 * @param onEntry as the engine's own, and told of the entries that are replayed too. @default nobody
 */
export async function openEngine(
  journal: Journal,
  policy: Policy,
  hash: Hash,
  onEntry?: Listener,
): Promise<Engine> {
  let head: JournalEntry | null = null;
  let state = initialState(policy);
  let inDoubt = false;
  let last: Promise<unknown> = Promise.resolve();
  const listeners = new Set<Listener>(onEntry ? [onEntry] : []);

  const take = (entry: JournalEntry, next: State): void => {
    state = next;
    head = entry;
    for (const listener of listeners) listener(entry, state);
  };
  const catchUp = async (): Promise<void> => {
    for await (const entry of journal.read((head?.seq ?? 0) + 1))
      take(entry, replayEntry(state, entry, policy).state);
  };
  const decide = async (event: Event, conflicts: number): Promise<JournalEntry | null> => {
    if (inDoubt) await catchUp();
    inDoubt = false;
    const next = step(state, event, policy);
    if (next.state === state && next.actions.length === 0) return null;
    const entry = chainEntry(head, event, next.actions, hash);
    try {
      await journal.append(entry);
    } catch (error) {
      const lost = error instanceof PreauError && error.code === 'journal-conflict';
      // It may stand in the journal all the same: what follows must not be decided as if it did not.
      inDoubt = true;
      if (!lost || conflicts >= CONFLICTS_MAX) throw error;
      return decide(event, conflicts + 1);
    }
    take(entry, next.state);
    return entry;
  };

  await catchUp();
  return {
    state: () => state,
    head: () => head,
    refresh: () => {
      const result = last.then(catchUp);
      last = result.catch(() => undefined);
      return result.then(() => state);
    },
    handle: (event) => {
      const result = last.then(() => decide(event, 0));
      last = result.catch(() => undefined);
      return result;
    },
    onEntry: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
