import { initialState } from '../incident/initial-state.ts';
import type { State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { JournalEntry } from './entry.ts';
import { replayEntry } from './replay-entry.ts';
import type { Rules } from './rules.ts';

/** One line of the journal, and the states around it as its home knew them. */
export interface ReplayedLine {
  readonly entry: JournalEntry;
  readonly before: State;
  readonly after: State;
  readonly policy: Policy;
}

/**
 * Replay a journal, each line under the rules that were in force when it was written.
 *
 * A home that starts under new rules replays all that came before by them, but for the turns that
 * were recorded ({@link replayEntry}): so does this, once for each.
 *
 * @param entries all of them, from the first
 * @param rules in order of `fromSeq`; the first ones are taken for lines before them too
 */
export function* replayUnder(
  entries: readonly JournalEntry[],
  rules: readonly Rules[],
): Generator<ReplayedLine> {
  for (const [index, { fromSeq, policy }] of rules.entries()) {
    const from = index === 0 ? 0 : fromSeq;
    const until = rules[index + 1]?.fromSeq ?? Number.POSITIVE_INFINITY;
    if (!entries.some(({ seq }) => seq >= from && seq < until)) continue;
    let before = initialState(policy);
    for (const entry of entries) {
      if (entry.seq >= until) break;
      const after = replayEntry(before, entry, policy).state;
      if (entry.seq >= from) yield { entry, before, after, policy };
      before = after;
    }
  }
}
