import { type Change, withActions, withPlatform } from '../incident/change.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { isKept } from './stay.ts';
import type { TurnReason } from './turn-reason.ts';
import { turnedShelter } from './turned-shelter.ts';

/** Where a turn leads: the hold, and the part of answers that point to the mirror. */
export interface Heading {
  readonly hold: boolean;
  readonly mirrorShare: number;
}

/**
 * Number the turn, remember its heading, and ask the shell for it.
 *
 * The state takes the heading at once and `verified` only when the authoritative servers were
 * seen to answer so: what was asked and what was seen are never the same field.
 */
export function turn(
  change: Change,
  id: PlatformId,
  heading: Heading,
  at: EpochMs,
  why: TurnReason,
): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined) return change;
  const { shelter } = platform;
  const number = shelter.turn + 1;
  const { hold, mirrorShare } = heading;
  const stay = mirrorShare < 1 && isKept(platform);
  const turned = withPlatform(change, id, {
    shelter: turnedShelter(shelter, { turn: number, hold, mirrorShare, stay }, at),
  });
  return withActions(turned, {
    kind: 'turn-dns',
    key: `${id}/turn/${number}`,
    platform: id,
    turn: number,
    hold,
    mirrorShare,
    // Said only where it may matter: it takes the control plane, which no other turn out needs.
    ...(stay || shelter.mayStay ? { stay } : {}),
    why,
  });
}
