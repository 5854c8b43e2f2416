import type { State } from '../../core/incident/state.ts';
import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import { type RoundOptions, type WatchPorts, watchRound } from './watch-round.ts';

/**
 * Look at every origin once, and hand what was seen to the engine, one platform after the other.
 *
 * @param only as `watchRound` has it
 * @param alarmed platforms that an alarm on a health check calls for. @default none
 */
export async function observeRound(
  ports: WatchPorts,
  engine: Engine,
  policy: Policy,
  options: RoundOptions,
  only?: ReadonlySet<PlatformId>,
  alarmed: readonly PlatformId[] = [],
): Promise<void> {
  const state = engine.state();
  const troubled = new Set([...troubledIn(state), ...alarmed]);
  const matters = { parted: partedOf(state), troubled };
  const events = await watchRound(ports, policy, options, only, matters);
  for (const event of events) await engine.handle(event);
}

/** Platforms that send a part of their visitors to the mirror, and not all or none. */
const partedOf = ({ platforms }: State): ReadonlySet<PlatformId> =>
  new Set(
    Object.entries(platforms)
      .filter(([, { shelter }]) => shelter.mirrorShare > 0 && shelter.mirrorShare < 1)
      .map(([id]) => id as PlatformId),
  );

/** In doubt, fallen, in an incident, or with visitors on the mirror: every vantage's word counts there. */
const troubledIn = ({ platforms }: State): readonly PlatformId[] =>
  Object.entries(platforms)
    .filter(
      ([, { standing, incident, shelter }]) =>
        standing === 'suspect' ||
        standing === 'down' ||
        incident !== null ||
        shelter.mirrorShare > 0,
    )
    .map(([id]) => id as PlatformId);
