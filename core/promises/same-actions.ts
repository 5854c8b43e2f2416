import type { Action } from '../incident/action.ts';
import type { Event } from '../incident/event.ts';
import { canonicalJson } from '../journal/canonical-json.ts';

/**
 * Whether a line holds the actions that its event gives now, though an earlier version may have
 * written it (P8). The order of an action's facts is none, as for its hash;
 * two differences more are none, and nothing else is let through:
 *
 * - Drills of earlier versions asked for no picture. It decides nothing; one that was taken out of a
 *   line since breaks the line's hash.
 * - A turn after a fall says `of` how many votes it was. Earlier versions counted the blind ones among
 *   them, so that it was as many as the round has votes.
 *
 * @param given what `step()` gives now
 */
export function sameActions(
  given: readonly Action[],
  held: readonly Action[],
  event: Event,
): boolean {
  const isPicture = ({ kind }: Action): boolean => kind === 'picture-names';
  const asked = held.some(isPicture) ? given : given.filter((action) => !isPicture(action));
  const counted = asked.map((action, place) => countedAs(held[place], action, event));
  return canonicalJson(counted) === canonicalJson(held);
}

/** The action as given, with the count of all votes where the one in the journal has that. */
function countedAs(held: Action | undefined, given: Action, event: Event): Action {
  if (event.kind !== 'round-observed') return given;
  if (given.kind !== 'turn-dns' || given.why.kind !== 'fell') return given;
  if (held?.kind !== 'turn-dns' || held.why.kind !== 'fell') return given;
  const all = event.votes.length;
  return held.why.of === all ? { ...given, why: { ...given.why, of: all } } : given;
}
