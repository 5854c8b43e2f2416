import type { Policy } from '../policy.ts';
import { floorOf } from '../shelter/way-back.ts';
import type { Incident, PlatformState } from './state.ts';

/**
 * Whether an incident's visitors are at the origin again, verified, all but those that are kept on the
 * mirror by share, and the origin holds: a drill's, once a person has ended it.
 */
export function isBack(incident: Incident, platform: PlatformState, policy: Policy): boolean {
  if (platform.shelter.mirrorShare > floorOf(platform) || !platform.shelter.verified) return false;
  if (incident.drill) return !platform.drill;
  return (
    platform.standing === 'up' &&
    platform.streak.says === 'up' &&
    platform.streak.rounds >= policy.watch.roundsToRecover
  );
}
