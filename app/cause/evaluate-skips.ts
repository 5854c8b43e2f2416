import type { Skip } from './evaluate-parse.ts';

/** What could not be used, counted: one entry for each reason, place and value. */
export interface SkipCount {
  readonly reason: Skip['reason'];
  readonly field: string;
  readonly value: string;
  readonly count: number;
  /** Where it was met first: a line from 1, and its id where it has one. */
  readonly first: { readonly line: number; readonly id: string | null };
}

/** More entries than this are counted as one; chosen, so that a file of garbage is told in a page. */
const ENTRIES_MAX = 200;

/** A counter that stays small whatever it is given. */
export function countSkips(): {
  readonly add: (skips: readonly Skip[]) => void;
  /** In the order in which each was met first. */
  readonly counts: () => readonly SkipCount[];
} {
  const found = new Map<string, SkipCount>();
  const put = (key: string, { reason, field, value, line, id }: Skip): void => {
    const known = found.get(key);
    found.set(
      key,
      known === undefined
        ? { reason, field, value, count: 1, first: { line, id } }
        : { ...known, count: known.count + 1 },
    );
  };
  return {
    add: (skips) => {
      for (const skip of skips) {
        const key = `${skip.reason}|${skip.field}|${skip.value}`;
        if (found.has(key) || found.size < ENTRIES_MAX) put(key, skip);
        else put('rest', { ...skip, reason: 'too-many', field: 'line', value: 'other faults' });
      }
    },
    counts: () => [...found.values()],
  };
}
