import { wasOverload } from '../cause/was-overload.ts';
import { type Change, withActions, withPlatform } from '../incident/change.ts';
import type { PlatformState, ShelterState, State } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId, VantageId } from '../units.ts';
import { checkAgainst } from '../watch/check-against.ts';
import { isSeen } from '../watch/sees.ts';
import { isClassStart } from './class-start.ts';
import { turn } from './turn.ts';
import type { TurnReason } from './turn-reason.ts';

/**
 * One step of the way back, when it is due.
 *
 * The origin's share climbs by `originShares`, so that a platform which fell from overload is not
 * knocked over again by everybody's return; where visitors are kept on the mirror by share it ends
 * there. A step waits for the one before to be verified and to have lasted `shareStepMs`; the first
 * waits for the whole minimum hold (P4). After an overload none is taken while a class hour begins.
 * From a mirror that is no longer fit everybody returns in one step (P1), also from one that a person
 * holds. Never while the vantages are blind (P7). A step waits too while a health check says down: the
 * data plane would go on to answer with the mirror, and the turn would never be seen done; and until
 * they have had the time to say up, since what each of them found last is not yet what they all say.
 */
export function stepBack(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || !mayStepBack(id, change.state, at, policy)) return change;
  const originShare = 1 - platform.shelter.mirrorShare;
  const next = policy.shelter.originShares.find((share) => share > originShare + 1e-9) ?? 1;
  const fit = platform.mirror?.fit === true;
  const mirrorShare = fit ? Math.max(floorOf(platform), roundShare(1 - next)) : 0;
  const kept = fit ? {} : { shed: null, heldByPerson: false };
  const why: TurnReason = fit
    ? { kind: 'way-back', originShare: roundShare(1 - mirrorShare) }
    : { kind: 'mirror-gone' };
  return turn(withPlatform(change, id, kept), id, { hold: false, mirrorShare }, at, why);
}

/** The part of its visitors that a platform which is up keeps on its mirror. */
export const floorOf = ({ shed }: Pick<PlatformState, 'shed'>): number => shed?.share ?? 0;

/**
 * The health check that visitors wait for on the mirror, though Préau's own vantages see the origin
 * well: it says down. Null where none does, and where something else keeps them there besides.
 */
export function heldBackBy(platform: PlatformState): VantageId | null {
  const { shelter, standing, heldByPerson, mirror, votes } = platform;
  const waits = standing === 'up' && !heldByPerson && mirror?.fit === true;
  return waits && shelter.mirrorShare > floorOf(platform) ? checkAgainst(votes) : null;
}

function mayStepBack(id: PlatformId, state: State, at: EpochMs, policy: Policy): boolean {
  const platform = state.platforms[id];
  if (platform === undefined) return false;
  const { shelter, standing, streak, heldByPerson, mirror, incident } = platform;
  const fit = mirror?.fit === true;
  if (shelter.mirrorShare <= (fit ? floorOf(platform) : 0)) return false;
  if (standing !== 'up' || !isSeen(platform, policy.watch)) return false;
  if (fit && (heldByPerson || !shelter.verified)) return false;
  if (streak.says !== 'up' || streak.rounds < policy.watch.roundsToRecover) return false;
  const { minHoldMs, checksRecoverMs = 0 } = policy.shelter;
  if (shelter.mirrorShare === 1 && at - (heldSince(shelter) ?? at) < minHoldMs) return false;
  if (!fit) return true;
  if (at - streak.since < checksRecoverMs) return false;
  if (checkAgainst(platform.votes) !== null) return false;
  if (shelter.mirrorShare < 1 && at - (shelter.turnedAt ?? at) < policy.shelter.shareStepMs)
    return false;
  const fallen = incident === null ? undefined : state.incidents[incident];
  return !(wasOverload(fallen) && isClassStart(at, id, policy));
}

/** A hold is counted from what visitors saw: a turn that its worker died of is done minutes later. */
const heldSince = ({ shelteredSince, outSeenAt }: ShelterState): EpochMs | null =>
  outSeenAt ?? shelteredSince;

/**
 * The first bad word heard on the way back sends everybody to the mirror again: better one more
 * hold than a platform that is knocked over in front of its pupils. Visitors who are kept there by
 * share are on no way back: a bad round is a doubt like any other.
 */
export function turnBackToMirror(change: Change, id: PlatformId, at: EpochMs): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const { shelter, mirror } = platform;
  if (shelter.mirrorShare <= floorOf(platform) || shelter.mirrorShare === 1) return change;
  // A mirror that went bad since is no shelter: those who are left at the origin stay there (P1).
  if (mirror?.fit !== true)
    return withActions(change, {
      kind: 'raise-task',
      key: `${id}/task/no-way-back-${shelter.turn}`,
      task: { kind: 'no-way-back', reasons: mirror?.reasons ?? [] },
      platform: id,
    });
  return turn(change, id, { hold: true, mirrorShare: 1 }, at, { kind: 'bad-on-the-way-back' });
}

const roundShare = (share: number): number => Math.round(share * 1_000) / 1_000;
