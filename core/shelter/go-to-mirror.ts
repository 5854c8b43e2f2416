import { type Change, withActions } from '../incident/change.ts';
import type { PlatformState, State } from '../incident/state.ts';
import type { TaskWord } from '../incident/task-word.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { isSeen } from '../watch/sees.ts';
import { isBeyondBlastRadius } from './blast-radius.ts';
import { turn } from './turn.ts';
import type { TurnReason } from './turn-reason.ts';

/**
 * Send a fallen platform's visitors to its mirror, or say why not.
 *
 * Never to a mirror that is not fit (P1), never against a veto, and never more than the blast
 * radius of all platforms at once without a person, but those that health alone has turned already.
 * What stands in the way becomes an operator's task; the platform is looked at again when its mirror
 * is measured or its veto is lifted.
 *
 * @param anew ask also for a turn that was asked for and not seen done. @default false
 */
export function goToMirror(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  policy: Policy,
  why: TurnReason,
  anew = false,
): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const { mirrorShare, verified } = platform.shelter;
  if (mirrorShare === 1 && (verified || !anew)) return change;
  const obstacle = obstacleTo(platform, id, change.state, at, policy);
  if (obstacle === null) return turn(change, id, { hold: true, mirrorShare: 1 }, at, why);
  if (obstacle === 'known') return change;
  return withActions(change, {
    kind: 'raise-task',
    key: `${platform.incident ?? id}/task/${obstacle.kind}`,
    task: obstacle,
    platform: id,
  });
}

type Obstacle = Extract<TaskWord, { kind: 'mirror-unfit' | 'blast-radius' }>;

/** @returns `known` where a task would tell people what they know: they vetoed, or there is no mirror */
function obstacleTo(
  { vetoed, mirror, leftByHealth }: PlatformState,
  id: PlatformId,
  state: State,
  at: EpochMs,
  policy: Policy,
): Obstacle | 'known' | null {
  const configured = policy.platforms.find((candidate) => candidate.id === id);
  if (configured?.mirror === undefined || vetoed) return 'known';
  if (mirror?.fit !== true) return { kind: 'mirror-unfit', reasons: mirror?.reasons ?? [] };
  // To hold what health has turned by itself sends nobody anywhere, and keeps them from going to and fro.
  if (leftByHealth > 0) return null;
  return isBeyondBlastRadius(id, state, at, policy) ? { kind: 'blast-radius' } : null;
}

/**
 * Ask again for a fallen platform that is not sheltered: the blast radius holds for five minutes, and
 * nobody should stay on a dead origin for longer than what stood in the way. Not while the vantages
 * are blind: time alone shows nothing (P7).
 */
export function shelterWaiting(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  policy: Policy,
): Change {
  const platform = change.state.platforms[id];
  if (platform?.standing !== 'down' || platform.incident === null) return change;
  // One that answers again is on its way to be up: nobody is sent away from it.
  if (platform.streak.says !== 'down') return change;
  if (!isSeen(platform, policy.watch)) return change;
  return goToMirror(change, id, at, policy, { kind: 'waited' });
}
