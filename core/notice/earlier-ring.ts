import type { Ring } from './ring-when.ts';

/** The first at which one of several may ring; never when none may. */
export const earlierRing = (one: Ring, other: Ring): Ring =>
  one.kind === 'never' || (other.kind === 'at' && other.at < one.at)
    ? other.kind === 'never'
      ? one
      : other
    : one;
