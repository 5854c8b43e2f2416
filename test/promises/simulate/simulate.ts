import type { PromiseId } from '../../../core/promises/promise.ts';
import type { FaultKind } from '../world/fault.ts';
import { type PlayOptions, type Played, playWorld } from '../world/play-world.ts';

/** A promise that some world saw broken; its seed alone plays it again. */
export interface BrokenInWorld {
  readonly promise: PromiseId;
  readonly seed: number;
  readonly step: number;
  readonly why: string;
}

export interface Simulated {
  /** Of the first world; each next one has the next whole number. */
  readonly seed: number;
  readonly worlds: number;
  readonly incidents: number;
  /** How many of each kind somebody felt. */
  readonly faults: { readonly [kind in FaultKind]?: number };
  readonly broken: readonly BrokenInWorld[];
}

export interface SimulateOptions extends PlayOptions {
  readonly seed: number;
  /** Asked after each world, with what there is so far. @returns whether there is enough */
  readonly isEnough: (so: Simulated) => boolean;
  readonly onWorld?: (played: Played, seed: number) => void;
}

/** Live through worlds, one after the other, until there are enough of them. */
export async function simulate(options: SimulateOptions): Promise<Simulated> {
  const { seed: first, isEnough, onWorld, ...play } = options;
  const faults = new Map<FaultKind, number>();
  const broken: BrokenInWorld[] = [];
  let worlds = 0;
  let incidents = 0;
  const so = (): Simulated => ({
    seed: first,
    worlds,
    incidents,
    faults: Object.fromEntries([...faults].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    broken,
  });
  do {
    const seed = first + worlds;
    const played = await playWorld(seed, play);
    worlds += 1;
    incidents += played.incidents;
    for (const [kind, count] of played.faults) faults.set(kind, (faults.get(kind) ?? 0) + count);
    broken.push(...played.broken.map(({ promise, step, why }) => ({ promise, seed, step, why })));
    onWorld?.(played, seed);
  } while (!isEnough(so()));
  return so();
}
