import { type Change, withActions, withPlatform } from '../incident/change.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import type { TurnReason } from './turn-reason.ts';

/** Where a turn leads: the hold, and the part of answers that point to the mirror. */
export interface Heading {
  readonly hold: boolean;
  readonly mirrorShare: number;
  /** Keep visitors at the origin whatever its health says. @default false */
  readonly stay?: boolean;
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
  const goesOut = heading.mirrorShare === 1 && shelter.mirrorShare < 1;
  const goesBack = heading.mirrorShare === 0 && shelter.mirrorShare > 0;
  const number = shelter.turn + 1;
  const { hold, mirrorShare, stay = false } = heading;
  const turned = withPlatform(change, id, {
    shelter: {
      ...shelter,
      hold,
      mirrorShare,
      stay,
      mayStay: stay || shelter.mayStay,
      turn: number,
      turnedAt: at,
      verified: false,
      givenUpAt: null,
      shelteredSince: goesOut ? at : goesBack ? null : shelter.shelteredSince,
      lastOut: goesOut ? at : shelter.lastOut,
      lastBack: goesBack ? at : shelter.lastBack,
    },
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
