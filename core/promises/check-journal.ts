import type { Hash } from '../journal/chain.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Policy } from '../policy.ts';
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
  const kept = (id: JournalFault['promise'], counted: string): PromiseCheck => {
    const why = faults.filter(({ promise }) => promise === id).map((one) => one.why);
    return {
      id,
      held: why.length === 0,
      why: why.length === 0 ? counted : why.slice(0, TOLD_MOST).join(' ; '),
    };
  };
  return [
    kept('P1', `${turns} bascules, toutes vers un miroir mesuré bon`),
    kept('P4', `${turns} bascules, aucune avant la fin de sa retenue`),
    kept('P5', `${said} messages, chacun dit la cause que son verdict portait`),
    kept('P7', `${rounds} tours de mesure journalisés, aucune action sans voir`),
    kept('P8', `${lines} lignes, chaîne intacte, chaque action expliquée`),
  ];
}
