import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import { floorOf } from '../../core/shelter/way-back.ts';
import type { PlatformId } from '../../core/units.ts';
import { mayDecide } from '../../core/watch/may-decide.ts';

/** What the state before a round makes of it. */
export interface RoundMatters {
  /** Platforms of which a part goes to the mirror: their name servers are asked often enough to tell that part from all. */
  readonly parted: ReadonlySet<PlatformId>;
  /** Platforms of which the word of health checks is wanted, however well the own vantages see them. */
  readonly troubled: ReadonlySet<PlatformId>;
  /** Platforms of which that word will likely decide, by what was last seen of them. */
  readonly expected: ReadonlySet<PlatformId>;
  readonly fallen: ReadonlySet<PlatformId>;
  /** Platforms whose visitors are to come back from the mirror: that word may keep them there. */
  readonly returning: ReadonlySet<PlatformId>;
}

export const NOTHING_MATTERS: RoundMatters = {
  parted: new Set(),
  troubled: new Set(),
  expected: new Set(),
  fallen: new Set(),
  returning: new Set(),
};

/** @param alarmed platforms that an alarm on a health check calls for */
export function roundMatters(
  { platforms }: State,
  { watch }: Pick<Policy, 'watch'>,
  alarmed: readonly PlatformId[],
): RoundMatters {
  const those = (holds: (platform: State['platforms'][PlatformId]) => boolean) =>
    new Set(
      Object.entries(platforms).flatMap(([id, one]) => (holds(one) ? [id as PlatformId] : [])),
    );
  const returning = those((one) => one.shelter.mirrorShare > floorOf(one));
  const inTrouble = those(
    ({ standing, incident, shelter }) =>
      standing === 'suspect' || standing === 'down' || incident !== null || shelter.mirrorShare > 0,
  );
  return {
    parted: those(({ shelter }) => shelter.mirrorShare > 0 && shelter.mirrorShare < 1),
    troubled: new Set([...inTrouble, ...alarmed]),
    expected: those((one) => {
      const own = one.votes.filter(({ by }) => by === undefined);
      const isBack = one.standing === 'up' && one.shelter.mirrorShare > floorOf(one);
      return isBack || (own.some(({ says }) => says === 'down') && mayDecide(own, watch));
    }),
    fallen: those(({ standing }) => standing === 'down'),
    returning,
  };
}
