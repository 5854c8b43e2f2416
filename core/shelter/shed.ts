import { type Change, withActions, withPlatform } from '../incident/change.ts';
import type { PlatformState } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import { type EpochMs, hours, type PlatformId } from '../units.ts';
import type { Vote } from '../watch/observation.ts';
import { isWellAgain, withinWindow } from '../watch/error-window.ts';
import { isMassEvent } from '../watch/sick-watcher.ts';
import { isBeyondBlastRadius } from './blast-radius.ts';
import { turn } from './turn.ts';

/** A brown-out that comes and goes is one task an hour. Chosen. */
const TASK_EVERY = hours(1);

/**
 * A platform has become degraded: relieve it, or ask a person to.
 *
 * Health checks are blind to brown-outs, so nothing has turned by itself. With a share to shed in
 * the configuration that part of its visitors goes to its mirror. Without one, with a mirror that is
 * not fit (P1), against a veto, beyond the blast radius, or when everything answers badly at once and
 * no control shows that the watcher sees (P7), it is a person's to decide.
 */
export function relieve(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  votes: readonly Vote[],
  policy: Policy,
  failedShare: number,
): Change {
  const platform = change.state.platforms[id];
  const configured = policy.platforms.find((one) => one.id === id);
  if (platform === undefined || configured?.mirror === undefined) return change;
  const { shedShare } = policy.shelter;
  // Half of what makes a brown-out: of all that go bad at once the first may not go before the rest.
  const ailing = ({ faults }: PlatformState) =>
    !isWellAgain(withinWindow(faults, at, policy.watch), policy.watch);
  const may =
    shedShare > platform.shelter.mirrorShare &&
    platform.mirror?.fit === true &&
    !platform.vetoed &&
    !isMassEvent(change.state, votes, ailing, policy) &&
    !isBeyondBlastRadius(id, change.state, at, policy);
  if (may) {
    const under = platform.shed?.by === 'person' ? platform.shed : undefined;
    const shedding = withPlatform(change, id, {
      shed: { share: shedShare, by: 'rule', since: at, ...(under && { under }) },
    });
    return turn(shedding, id, { hold: false, mirrorShare: shedShare }, at, {
      kind: 'shed',
      failedShare,
    });
  }
  return withActions(change, {
    kind: 'raise-task',
    key: `${id}/task/degraded-${Math.floor(at / TASK_EVERY)}`,
    task: { kind: 'degraded', failedShare },
    platform: id,
  });
}

/**
 * A rule's shedding ends with what it was for, after the minimum hold (P4), and gives way to the
 * person's that it had gone beyond; a person's is theirs.
 */
export function endShedding(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const { shed, degradedSince } = change.state.platforms[id] ?? {};
  if (shed?.by !== 'rule' || degradedSince !== null) return change;
  if (at - shed.since < policy.shelter.minHoldMs) return change;
  return withPlatform(change, id, { shed: shed.under ?? null });
}
