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
 * visitor is better off on the mirror: both are said.
 */
export function shareByHand(change: Change, event: Shared, policy: Policy): Change {
  const { platform: id, at, share } = event;
  const platform = change.state.platforms[id];
  const configured = policy.platforms.find((one) => one.id === id);
  if (platform === undefined || configured?.mirror === undefined) return change;
  const { mirrorShare, verified } = platform.shelter;
  const because = refusalOf(
    platform.standing,
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
  const kept = withPlatform(change, id, { shed, heldByPerson: false });
  if (mirrorShare === share && verified) return kept;
  return turn(kept, id, { hold: false, mirrorShare: share }, at, {
    kind: 'share-by-hand',
    mirrorShare: share,
  });
}

function refusalOf(standing: Standing, unfit: boolean): Refusal['because'] | null {
  if (standing === 'down' || standing === 'suspended') return standing;
  return unfit ? 'mirror-unfit' : null;
}
