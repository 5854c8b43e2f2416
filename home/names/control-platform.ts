import type { PairPlatform } from '../../core/shelter/weighted-pair.ts';
import type { NamesSpec } from './names-spec.ts';

/** The mirrored platform of this id; only its own id reaches the file system. */
export function platformCalled({ platforms }: NamesSpec, name: string): PairPlatform | null {
  return platforms.find(({ id, mirror }) => mirror && id === name) ?? null;
}
