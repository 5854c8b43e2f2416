import { type Change, withPlatform } from '../incident/change.ts';
import type { Event } from '../incident/event.ts';

type Round = Extract<Event, { kind: 'round-observed' }>;

/**
 * What a round sees of a turn to the mirror that is not yet seen done: from when the answers have been
 * the mirror's, which the hold is counted from. Where the origin is answered again it was health's own turn,
 * and Préau's is still to come.
 */
export function dateStay(change: Change, { platform: id, dnsSays, at }: Round): Change {
  const { shelter } = change.state.platforms[id] ?? {};
  if (shelter === undefined || shelter.verified || shelter.mirrorShare < 1) return change;
  const { outSeenAt } = shelter;
  if (dnsSays === 'unknown' || (dnsSays === 'mirror') === (outSeenAt !== null)) return change;
  const seenAt = dnsSays === 'mirror' ? at : null;
  return withPlatform(change, id, { shelter: { ...shelter, outSeenAt: seenAt } });
}
