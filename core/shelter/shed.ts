import { type Change, withActions, withPlatform } from '../incident/change.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { turn } from './turn.ts';

/**
 * A platform has become degraded: relieve it, or ask a person to.
 *
 * Health checks are blind to brown-outs, so nothing has turned by itself. With a share to shed in
 * the configuration that part of its visitors goes to its mirror; without one, with a mirror that
 * is not fit (P1) or against a veto, it is a person's to decide.
 */
export function relieve(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  policy: Policy,
  failedShare: number,
): Change {
  const platform = change.state.platforms[id];
  const configured = policy.platforms.find((one) => one.id === id);
  if (platform === undefined || configured?.mirror === undefined) return change;
  const { shedShare } = policy.shelter;
  const may = platform.mirror?.fit === true && !platform.vetoed && !platform.shelter.stay;
  if (shedShare > platform.shelter.mirrorShare && may && platform.standing !== 'suspended') {
    const shedding = withPlatform(change, id, {
      shed: { share: shedShare, by: 'rule', since: at },
    });
    return turn(shedding, id, { hold: false, mirrorShare: shedShare }, at, {
      kind: 'shed',
      failedShare,
    });
  }
  return withActions(change, {
    kind: 'raise-task',
    key: `${id}/task/degraded-${at}`,
    task: { kind: 'degraded', failedShare },
    platform: id,
  });
}

/** A rule's shedding ends with what it was for, after the minimum hold (P4); a person's is theirs. */
export function endShedding(change: Change, id: PlatformId, at: EpochMs, policy: Policy): Change {
  const { shed, degradedSince } = change.state.platforms[id] ?? {};
  if (shed?.by !== 'rule' || degradedSince !== null) return change;
  if (at - shed.since < policy.shelter.minHoldMs) return change;
  return withPlatform(change, id, { shed: null });
}
