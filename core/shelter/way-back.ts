import { type Change, withActions } from '../incident/change.ts';
import type { PlatformState } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { turn } from './turn.ts';

/**
 * One step of the way back, when it is due.
 *
 * The origin's share climbs by `originShares`, so that a platform which fell from overload is not
 * knocked over again by everybody's return. A step waits for the one before to be verified and to
 * have lasted `shareStepMs`; the first waits for the whole minimum hold (P4).
 */
export function stepBack(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || !mayStepBack(platform, at, policy)) return change;
  const originShare = 1 - platform.shelter.mirrorShare;
  const next = policy.shelter.originShares.find((share) => share > originShare + 1e-9) ?? 1;
  return turn(
    change,
    id,
    { hold: false, mirrorShare: roundShare(1 - next) },
    at,
    `retour progressif : ${Math.round(next * 100)} % des visiteurs vers la plateforme`,
  );
}

function mayStepBack(platform: PlatformState, at: EpochMs, policy: Policy): boolean {
  const { shelter, standing, streak, heldByPerson } = platform;
  if (shelter.mirrorShare === 0 || heldByPerson || standing !== 'up' || !shelter.verified)
    return false;
  if (streak.says !== 'up' || streak.rounds < policy.watch.roundsToRecover) return false;
  if (shelter.mirrorShare === 1)
    return at - (shelter.shelteredSince ?? at) >= policy.shelter.minHoldMs;
  return at - (shelter.turnedAt ?? at) >= policy.shelter.shareStepMs;
}

/**
 * The first bad word heard on the way back sends everybody to the mirror again: better one more
 * hold than a platform that is knocked over in front of its pupils.
 */
export function turnBackToMirror(change: Change, id: PlatformId, at: EpochMs): Change {
  const { shelter, mirror } = change.state.platforms[id] ?? {};
  if (shelter === undefined || shelter.mirrorShare === 0 || shelter.mirrorShare === 1)
    return change;
  // A mirror that went bad since is no shelter: those who are left at the origin stay there (P1).
  if (mirror?.fit !== true)
    return withActions(change, {
      kind: 'raise-task',
      key: `${id}/task/no-way-back-${shelter.turn}`,
      title: `${id} va mal pendant le retour, et son miroir ne peut plus servir`,
      remedy: `Réparez le miroir, puis lancez « preau shelter ${id} ». ${mirror?.reasons.join(' ; ') ?? ''}`,
      platform: id,
    });
  return turn(
    change,
    id,
    { hold: true, mirrorShare: 1 },
    at,
    'mauvaise mesure pendant le retour : tous les visiteurs reviennent au miroir',
  );
}

const roundShare = (share: number): number => Math.round(share * 1_000) / 1_000;
