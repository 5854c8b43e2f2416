import type { Policy } from '../policy.ts';
import { turn } from '../shelter/turn.ts';
import { type Change, withActions, withPlatform } from './change.ts';
import type { PersonEvent } from './event.ts';
import type { Standing } from './state.ts';
import type { TaskWord } from './task-word.ts';

type Shared = Extract<PersonEvent, { kind: 'person-shared' }>;
type Refusal = Extract<TaskWord, { kind: 'share-refused' }>;

/**
 * A person keeps a part of a platform's visitors on its mirror, before a fall or instead of one;
 * part 0 gives them all back.
 *
 * Never more of them to a mirror that is not fit (P1), and not while the origin is down, where every
 * visitor is better off on the mirror: both are said. One that is suspended only gets them back.
 */
export function shareByHand(change: Change, event: Shared, policy: Policy): Change {
  const { platform: id, at } = event;
  const share = wholeHundredths(event.share);
  const platform = change.state.platforms[id];
  const configured = policy.platforms.find((one) => one.id === id);
  if (platform === undefined || configured?.mirror === undefined) return change;
  const { mirrorShare, verified } = platform.shelter;
  const because = refusalOf(
    platform.standing,
    share,
    share > mirrorShare && platform.mirror?.fit !== true,
  );
  if (because !== null)
    return withActions(change, {
      kind: 'raise-task',
      key: `${id}/task/share-${at}`,
      task: { kind: 'share-refused', because },
      platform: id,
    });
  const shed = share === 0 ? null : { share, by: 'person' as const, since: at };
  // The later hand wins: who sends a part to the mirror overrules a veto.
  const vetoed = share === 0 && platform.vetoed;
  const kept = withPlatform(change, id, { shed, vetoed, heldByPerson: false });
  if (mirrorShare === share && verified) return kept;
  return turn(kept, id, { hold: false, mirrorShare: share }, at, {
    kind: 'share-by-hand',
    mirrorShare: share,
  });
}

function refusalOf(standing: Standing, share: number, unfit: boolean): Refusal['because'] | null {
  if (standing === 'down' || (standing === 'suspended' && share > 0)) return standing;
  return unfit ? 'mirror-unfit' : null;
}

/** Weights tell shares to a hundredth, and all of them is a shelter's business. */
const wholeHundredths = (share: number): number =>
  Math.min(0.99, Math.max(0, Math.round(share * 100) / 100));
