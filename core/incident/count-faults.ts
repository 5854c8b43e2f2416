import type { Policy } from '../policy.ts';
import { relieve } from '../shelter/shed.ts';
import {
  errorShare,
  faultOfRound,
  isDegraded,
  isWellAgain,
  withinWindow,
} from '../watch/error-window.ts';
import { type Change, withPlatform } from './change.ts';
import type { Event } from './event.ts';

type Round = Extract<Event, { kind: 'round-observed' }>;

/**
 * Count what vantages found fault with over the error window: a brown-out fails some probes and
 * never enough at once to be a fall.
 *
 * A round without fault is news only to a platform that is degraded.
 */
export function countFaults(change: Change, round: Round, policy: Policy): Change {
  const { platform: id, at, votes } = round;
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const fault = faultOfRound(votes, at);
  const { degradedSince } = platform;
  if (fault === null && degradedSince === null) return change;
  const recent = withinWindow(platform.faults, at, policy.watch);
  const faults = fault === null ? recent : [...recent, fault];
  const counted = withPlatform(change, id, { faults });
  if (degradedSince !== null)
    return isWellAgain(faults, policy.watch)
      ? withPlatform(counted, id, { degradedSince: null })
      : counted;
  // What has fallen, or is about to, has no need of a milder word.
  if (platform.standing === 'down' || !isDegraded(faults, policy.watch)) return counted;
  const degraded = withPlatform(counted, id, { degradedSince: at });
  return relieve(degraded, id, at, policy, errorShare(faults, policy.watch));
}
