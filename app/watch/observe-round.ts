import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import { type RoundOptions, type WatchPorts, watchRound } from './watch-round.ts';

/**
 * Look at every origin once, and hand what was seen to the engine, one platform after the other.
 *
 * @param only as `watchRound` has it
 */
export async function observeRound(
  ports: WatchPorts,
  engine: Engine,
  policy: Policy,
  options: RoundOptions,
  only?: ReadonlySet<PlatformId>,
): Promise<void> {
  const events = await watchRound(ports, policy, options, only);
  for (const event of events) await engine.handle(event);
}
