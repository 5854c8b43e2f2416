import { type Bucket, fullBucket, type Pace, refilled, taken, waitSec } from './bucket.ts';
import type { Door, DoorLimits } from './doors.ts';

export interface Limiter {
  /**
   * One more asks at a door.
   *
   * @param address whom it counts against
   * @param isKnown whether they carry a secret of this home: a flood of strangers then keeps them
   *   from nothing
   * @returns after how many seconds to ask again; 0 when they may pass
   */
  take(door: Door, address: string, isKnown: boolean): number;
  /** How many addresses are remembered. */
  size(): number;
}

/** Addresses at doors remembered at once, a few megabytes: whoever asked longest ago is forgotten first. Chosen. */
const ADDRESSES_MAX = 20_000;

/**
 * Counts who asks at which door, in bounded memory. Whoever is refused costs the others nothing; an
 * address that is forgotten begins anew, and what many addresses ask together is bounded all the same.
 *
 * @param nowMs a clock that never goes back
 * @param most addresses, each at each door, remembered at once. @default ADDRESSES_MAX
 */
export function createLimiter(
  doors: Readonly<Record<Door, DoorLimits>>,
  nowMs: () => number,
  most = ADDRESSES_MAX,
): Limiter {
  const each = new Map<string, Bucket>();
  const all = new Map<Door, Bucket>();
  return {
    take(door, address, isKnown) {
      const now = nowMs();
      const limits = doors[door];
      // Of its own: strangers may ask from the very same address, as a hostile page in one's own browser does.
      const key = `${door} ${isKnown ? 'known' : 'stranger'} ${address}`;
      const own = levelOf(each.get(key), limits.each, now);
      const ownWait = waitSec(own, limits.each);
      // Taken out and put back, so that the first of the map is who asked longest ago.
      each.delete(key);
      each.set(key, ownWait > 0 ? own : taken(own));
      if (each.size > most) forgetFirst(each);
      if (ownWait > 0 || isKnown) return ownWait;
      const shared = levelOf(all.get(door), limits.all, now);
      const wait = waitSec(shared, limits.all);
      all.set(door, wait > 0 ? shared : taken(shared));
      return wait;
    },
    size: () => each.size,
  };
}

const levelOf = (bucket: Bucket | undefined, pace: Pace, now: number): Bucket =>
  bucket === undefined ? fullBucket(pace, now) : refilled(bucket, pace, now);

function forgetFirst(map: Map<string, Bucket>): void {
  for (const key of map.keys()) {
    map.delete(key);
    return;
  }
}
