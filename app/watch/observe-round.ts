import type { Policy } from '../../core/policy.ts';
import type { PlatformId } from '../../core/units.ts';
import type { Engine } from '../engine.ts';
import { roundMatters } from './round-matters.ts';
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
  const matters = roundMatters(engine.state(), policy, alarmed);
  const events = watchRound(ports, policy, options, only, matters);
  // What is decided is acted on before anything else is waited for.
  for await (const event of events) await engine.handle(event);
}
