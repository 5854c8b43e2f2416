import type { PlatformId } from '../units.ts';
import type { State } from './state.ts';

/**
 * Platforms in doubt, whose next round comes at half the interval: a fall is confirmed sooner, and
 * nobody is turned by a packet that was lost.
 *
 * @returns those whose latest round was bad though they have not fallen; empty on a quiet day
 */
export const doubted = ({ platforms }: State): ReadonlySet<PlatformId> =>
  new Set(
    Object.entries(platforms)
      .filter(([, { standing, streak }]) => standing === 'suspect' && streak.says === 'down')
      .map(([id]) => id as PlatformId),
  );
