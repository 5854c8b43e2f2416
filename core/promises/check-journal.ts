import type { Hash } from '../journal/chain.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Policy } from '../policy.ts';
import type { Finding } from './finding.ts';
import { type JournalFault, judgeJournal } from './judge-journal.ts';
import type { PromiseCheck } from './promise.ts';

/** So many faults of one promise are told; the rest would say the same. Chosen. */
const TOLD_MOST = 5;

/**
 * Check the promises that a journal alone can show: P1, P4, P5, P7 and P8, by {@link judgeJournal}.
 *
 * @param entries all of it, in order
 * @param fromSeq the first line that is judged. @default 1
 */
export function checkJournal(
  entries: readonly JournalEntry[],
  policy: Policy,
  hash: Hash,
  fromSeq = 1,
): readonly PromiseCheck[] {
  const judge = judgeJournal(policy, hash, fromSeq);
  const faults: readonly JournalFault[] = entries.flatMap((entry) => judge.take(entry));
  const { lines, rounds, said, turns } = judge.tally();
  const kept = (id: JournalFault['promise'], counted: Finding): PromiseCheck => {
    const broken = faults.filter(({ promise }) => promise === id).map((one) => one.said);
    const held = broken.length === 0;
    return { id, held, said: held ? [counted] : broken.slice(0, TOLD_MOST) };
  };
  return [
    kept('P1', { key: 'turns-fit', values: { count: turns } }),
    kept('P4', { key: 'turns-held', values: { count: turns } }),
    kept('P5', { key: 'words-carried', values: { count: said } }),
    kept('P7', { key: 'rounds-seen', values: { count: rounds } }),
    kept('P8', { key: 'lines-explained', values: { count: lines } }),
  ];
}
