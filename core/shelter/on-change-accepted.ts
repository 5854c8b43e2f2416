import { type Change, withPlatform } from '../incident/change.ts';
import type { Event } from '../incident/event.ts';

type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;

/**
 * The DNS provider accepted a batch: whoever takes its turn up again waits for this one and sends no
 * other. For a turn that a later one has overtaken meanwhile it is worth its line, since it was sent,
 * and nobody waits for it.
 */
export function onChangeAccepted(
  change: Change,
  { platform: id, turn, change: accepted, at }: Of<'dns-change-accepted'>,
): Change {
  const shelter = change.state.platforms[id]?.shelter;
  if (shelter === undefined || turn > shelter.turn || shelter.change?.id === accepted)
    return change;
  if (turn < shelter.turn) return { ...change, state: { ...change.state } };
  return withPlatform(change, id, {
    shelter: { ...shelter, change: { id: accepted, acceptedAt: at, insyncAt: null } },
  });
}
