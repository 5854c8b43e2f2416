import type { PlatformId } from '../../../core/units.ts';
import type { Court, Judge } from './judge.ts';

/** Three looks, ten seconds apart, and one more that was under way. */
const SEEN_BY_MS = 60_000;
/** A hold is read at the next look. */
const HOLD_READ_MS = 20_000;

/**
 * P2: whether a process of Préau lives or none does, names follow health. An origin that nobody
 * reaches is left for its mirror, one that everybody reaches is come back to, unless a hold or an order
 * to stay says otherwise.
 */
export function healthAlone({ world, report }: Court): Judge {
  const steady = new Map<PlatformId, { readonly is: 'up' | 'down' | null; readonly at: number }>();
  const held = new Map<PlatformId, { readonly is: string; readonly at: number }>();
  const mirrored = world.landscape.policy.platforms.filter(({ mirror }) => mirror !== undefined);
  return {
    onBeat: () => {
      const now = world.time.now();
      for (const platform of mirrored) {
        const { id } = platform;
        const told = world.dns.told(id);
        const away = world.faults.going('hold-store-down') !== undefined;
        const order = `${told.hold && !away} ${told.stay} ${told.share}`;
        if (held.get(id)?.is !== order) held.set(id, { is: order, at: now });
        const is = world.truth.steady(platform);
        if (steady.get(id)?.is !== is) steady.set(id, { is, at: now });
        const isSettled = now - (held.get(id)?.at ?? now) >= HOLD_READ_MS;
        const isSeen = now - (steady.get(id)?.at ?? now) >= SEEN_BY_MS;
        const share = world.dns.share(id);
        if (!isSettled) continue;
        if (told.hold && !away) {
          if (share !== 1) report('P2', `${id}: held, and ${share} of its visitors are sheltered`);
        } else if (isSeen && is === 'down' && !told.stay) {
          if (share !== 1) report('P2', `${id}: nobody reaches its origin, and names lead there`);
        } else if (isSeen && is === 'up' && told.share === 0 && world.dns.isSettled(id)) {
          if (share !== 0) report('P2', `${id}: its origin answers, and names lead to the mirror`);
        }
      }
    },
  };
}
