import type { TurnReason } from '../../core/shelter/turn-reason.ts';
import { formatShare } from './format-share.ts';
import type { WordsIn } from './words.ts';

/**
 * Why a turn was asked for, as a clause: no capital, no full stop.
 *
 * @param reason as the journal holds it: the first journals held a sentence, which is given back as
 *   it stands
 * @param said its words are those of `turn`
 */
export function wordTurnReason(reason: TurnReason | string, { words, language }: WordsIn): string {
  if (typeof reason === 'string') return reason;
  const share = (part: number) => ({ share: formatShare(part, language) });
  switch (reason.kind) {
    case 'fell':
      return words('turn.fell', { against: reason.against, of: reason.of });
    case 'way-back':
      return words('turn.way-back', share(reason.originShare));
    case 'share-by-hand':
      return words('turn.share-by-hand', share(reason.mirrorShare));
    case 'shed':
      return words('turn.shed', share(reason.failedShare));
    case 'asked-again':
      return words(`turn.asked-again.${reason.after}`);
    case 'by-hand':
      return words(`turn.by-hand.${reason.what}`);
    case 'suspended':
    case 'reopened':
      return words(`turn.${reason.kind}.${reason.by}`);
    case 'left-by-health':
    case 'fell-again':
    case 'mirror-fit-again':
    case 'waited':
    case 'mirror-gone':
    case 'bad-on-the-way-back':
    case 'not-confirmed':
    case 'vetoed':
    case 'veto-lifted':
    case 'drill':
    case 'drill-over':
      return words(`turn.${reason.kind}`);
  }
}
