import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import type { NamesSpec } from './names-spec.ts';

const mirrored = new WeakMap<NamesSpec, ReadonlyMap<string, PairPlatform>>();

/** The mirrored platform of this id; only its own id reaches the file system. */
export function platformCalled(spec: NamesSpec, name: string): PairPlatform | null {
  const known =
    mirrored.get(spec) ??
    new Map(spec.platforms.filter(({ mirror }) => mirror).map((one) => [one.id as string, one]));
  mirrored.set(spec, known);
  return known.get(name) ?? null;
}
