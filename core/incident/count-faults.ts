import type { Policy } from '../policy.ts';
import { relieve } from '../shelter/shed.ts';
import {
  errorShare,
  faultOfRound,
  isDegraded,
  isOldNews,
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
 * Nothing is counted by too few who see (P7), nor of what has fallen, which needs no milder word. A
 * round without fault is news only to a platform that is degraded.
 */
export function countFaults(change: Change, round: Round, policy: Policy): Change {
  const { platform: id, at, votes } = round;
  const platform = change.state.platforms[id];
  if (platform === undefined || platform.standing === 'down') return change;
  const seeing = votes.filter(({ says }) => says !== 'blind');
  if (seeing.length < policy.watch.votesToFall) return change;
  const fault = faultOfRound(votes, at);
  const { degradedSince } = platform;
  if (fault === null && degradedSince === null) return change;
  const recent = withinWindow(platform.faults, at, policy.watch);
  const news = fault !== null && !isOldNews(recent, fault);
  if (!news && degradedSince === null) return change;
  const faults = news ? [...recent, fault] : recent;
  const counted = withPlatform(change, id, { faults });
  if (degradedSince !== null)
    return isWellAgain(faults, policy.watch)
      ? withPlatform(counted, id, { degradedSince: null })
      : counted;
  if (!isDegraded(faults, policy.watch)) return counted;
  const degraded = withPlatform(counted, id, { degradedSince: at });
  return relieve(degraded, id, at, votes, policy, errorShare(faults, policy.watch));
}
