import type { Bench } from '../judges/all-judges.ts';
import type { World } from './world.ts';

/** A world of more steps has no end: something begets itself. Chosen: busy ones take thirty thousand. */
export const STEPS_MOST = 1_000_000;

/** The same world, which stops after so many steps, and says that it had no end (P10). */
export function endingAfter(stepsMost: number, world: World, bench: Bench): World {
  const { time } = world;
  let isTold = false;
  const goesOn = (): boolean => {
    if (time.steps() <= stepsMost) return true;
    if (!isTold) bench.report('P10', `no end after ${stepsMost} steps`);
    isTold = true;
    return false;
  };
  const run: typeof time.run = (until, afterStep) => time.run(until, () => goesOn() && afterStep());
  return { ...world, time: { ...time, run } };
}
