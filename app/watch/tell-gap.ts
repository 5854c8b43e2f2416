import { between, type EpochMs, minutes } from '../../core/units.ts';
import type { Engine } from '../engine.ts';

/**
 * From the end of one round to that of the next, beyond which nobody can be said to have looked: as
 * long as the status page is before it says that it is stale. Chosen.
 */
const GAP = minutes(5);

/**
 * Have it written down that nobody looked, where that was so.
 *
 * @param before the end of the round before; null where none is known
 * @param at the end of this round
 */
export async function tellGap(
  engine: Pick<Engine, 'handle'>,
  before: EpochMs | null,
  at: EpochMs,
): Promise<void> {
  if (before === null || between(before, at) <= GAP) return;
  await engine.handle({ kind: 'watch-resumed', at, unseenSince: before });
}
