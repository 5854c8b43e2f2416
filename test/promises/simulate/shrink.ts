import type { PromiseId } from '../../../core/promises/promise.ts';
import type { Fault } from '../world/fault.ts';
import { type PlayOptions, playWorld } from '../world/play-world.ts';

/** So many worlds are played to shorten one list. Chosen: a minute at most. */
const PLAYS_MOST = 300;

/**
 * The shortest list of faults that still breaks a promise in a world, by delta debugging: halves and
 * their complements first, then ever smaller parts.
 *
 * @param schedule one with which the world breaks it
 * @returns no fault of which can be left out, unless {@link PLAYS_MOST} were played
 * @see Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", IEEE TSE 2002
 */
export async function shrink(
  seed: number,
  promise: PromiseId,
  schedule: readonly Fault[],
  options: PlayOptions = {},
): Promise<readonly Fault[]> {
  let plays = 0;
  const breaks = async (some: readonly Fault[]): Promise<boolean> => {
    plays += 1;
    const { broken } = await playWorld(seed, { ...options, schedule: some });
    return broken.some((one) => one.promise === promise);
  };
  let left = schedule;
  for (let parts = 2; left.length > 0 && plays < PLAYS_MOST; ) {
    const size = Math.ceil(left.length / parts);
    let shorter: readonly Fault[] | null = null;
    for (let at = 0; at < left.length && shorter === null && plays < PLAYS_MOST; at += size) {
      const without = left.filter((_, place) => place < at || place >= at + size);
      if (await breaks(without)) shorter = without;
    }
    if (shorter !== null) left = shorter;
    else if (size === 1) break;
    parts = shorter === null ? Math.min(left.length, parts * 2) : Math.max(2, parts - 1);
  }
  return left;
}
