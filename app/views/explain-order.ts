import type { JournalEntry } from '../../core/journal/entry.ts';

/** Lines of the journal in its order, each once; absent ones are left out. */
export const inOrder = (entries: readonly (JournalEntry | null)[]): readonly JournalEntry[] =>
  [...new Set(entries)]
    .filter((entry) => entry !== null)
    .toSorted((one, other) => one.seq - other.seq);
