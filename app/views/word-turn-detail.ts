import type { AuthorityAnswer } from '../../core/incident/event.ts';
import { changeOf } from '../../core/shelter/change-of.ts';
import type { TurnDetail } from '../../core/shelter/turn-detail.ts';
import { formatShare } from './format-share.ts';
import type { WordsIn } from './words.ts';

/**
 * What was done of a turn that name servers do not confirm, by which batch, and what each of them answered.
 *
 * @param detail as the journal holds it: the first journals held the whole sentence, which is given
 *   back as it stands
 * @param said its words are those of `turned`
 */
export function wordTurnDetail(
  detail: TurnDetail | string,
  seen: readonly Pick<AuthorityAnswer, 'server' | 'type' | 'mirrorShare'>[],
  { words, language }: WordsIn,
): string {
  if (typeof detail === 'string') return detail;
  const way = words(`turned.${detail.kind}`, 'said' in detail ? { said: detail.said } : {});
  const change = changeOf(detail)?.id;
  const done = change === undefined ? way : words('turned.by-change', { done: way, change });
  const answers = seen.map(({ server, type, mirrorShare }) =>
    words('turned.answer', { server, type, share: formatShare(mirrorShare, language) }),
  );
  return answers.length === 0
    ? words('turned.unseen', { done })
    : words('turned.seen', { done, answers: answers.join(', ') });
}
