import type { Policy } from '../../core/policy.ts';
import type { Engine } from '../engine.ts';
import { type RoundOptions, type WatchPorts, watchRound } from './watch-round.ts';

/** Look at every origin once, and hand what was seen to the engine, one platform after the other. */
export async function observeRound(
  ports: WatchPorts,
  engine: Engine,
  policy: Policy,
  options: RoundOptions,
): Promise<void> {
  const events = await watchRound(ports, policy, options);
  for (const event of events) await engine.handle(event);
}
