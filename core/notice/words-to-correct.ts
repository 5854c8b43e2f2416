import { hasBegunToLeave } from './last-told.ts';
import type { Notice } from './notice.ts';

/**
 * Every word that told the cause which a correction takes back, the latest first: a cause is told
 * again in each next word, and whoever read one of them is owed the correction (P5). The last of them
 * may have gone without SMS, its budget being spent, or to a directory that has changed.
 *
 * What another correction took back before is not among them.
 *
 * @param all the notices of its incident, and any others, in any order
 * @returns ids, that of the notice it names always; empty for what corrects nothing
 */
export function wordsToCorrect(
  { id, content: { incident, corrects } }: Pick<Notice, 'id' | 'content'>,
  all: readonly Notice[],
): readonly string[] {
  if (corrects === undefined) return [];
  const left = all
    .filter((one) => one.id !== id && one.content.incident === incident && hasBegunToLeave(one))
    .toSorted((one, other) => other.sendAt - one.sendAt);
  const before = left.findIndex(({ content }) => content.corrects?.cause === corrects.cause);
  const told = (before < 0 ? left : left.slice(0, before))
    .filter(({ content }) => content.cause === corrects.cause)
    .map((one) => one.id);
  return [corrects.notice, ...told.filter((one) => one !== corrects.notice)];
}
