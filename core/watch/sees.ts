import type { PlatformState } from '../incident/state.ts';
import type { WatchPolicy } from '../policy.ts';
import type { EpochMs } from '../units.ts';

/** After so many intervals without a round nobody is looking any more. Chosen. */
const ROUNDS_MISSED = 3;

/**
 * Whether enough vantages see a platform to act on it (P7), by the latest votes that were news. A
 * platform without any is one of which every round is good.
 */
export const isSeen = (
  { votes }: Pick<PlatformState, 'votes'>,
  { votesToFall }: Pick<WatchPolicy, 'votesToFall'>,
): boolean =>
  votes.length === 0 || votes.filter(({ says }) => says !== 'blind').length >= votesToFall;

/**
 * Whether rounds still come: time alone shows nothing.
 *
 * @param seenAt the end of the latest round, as the tick tells; absent in older journals, and taken
 *   for fresh
 */
export const isFresh = (
  at: EpochMs,
  seenAt: EpochMs | undefined,
  { intervalMs }: Pick<WatchPolicy, 'intervalMs'>,
): boolean => at - (seenAt ?? at) <= ROUNDS_MISSED * intervalMs;
