import type { ShelterState } from '../incident/state.ts';
import type { EpochMs } from '../units.ts';

/** One turn, as it is numbered and asked for. */
export interface NumberedTurn {
  readonly turn: number;
  readonly hold: boolean;
  /** The part of answers that point to the mirror, 0 to 1. */
  readonly mirrorShare: number;
  /** Whether visitors are kept at the origin whatever its health says. */
  readonly stay: boolean;
}

/**
 * A shelter that was asked to turn: its heading at once, and seen done by nobody yet.
 *
 * @param at when it was asked for
 */
export function turnedShelter(
  shelter: ShelterState,
  { turn, hold, mirrorShare, stay }: NumberedTurn,
  at: EpochMs,
): ShelterState {
  const goesOut = mirrorShare === 1 && shelter.mirrorShare < 1;
  const goesBack = mirrorShare === 0 && shelter.mirrorShare > 0;
  return {
    ...shelter,
    hold,
    mirrorShare,
    stay,
    mayStay: stay || shelter.mayStay,
    turn,
    turnedAt: at,
    verified: false,
    givenUpAt: null,
    change: null,
    shelteredSince: goesOut ? at : goesBack ? null : shelter.shelteredSince,
    outSeenAt: goesOut || goesBack ? null : shelter.outSeenAt,
    lastOut: goesOut ? at : shelter.lastOut,
    lastBack: goesBack ? at : shelter.lastBack,
  };
}
