import type { Change } from '../incident/change.ts';
import type { PlatformState } from '../incident/state.ts';
import { type EpochMs, hours, minutes, type PlatformId } from '../units.ts';
import { turn } from './turn.ts';

/**
 * From a turn that was given up to the next asking. Chosen: soon enough for a lesson hour, and no
 * flood of tasks where the DNS provider is down for a night.
 */
const PAUSE = minutes(10);
/** A turn that nobody told the end of is lost by then: its worker gives up long before. Chosen. */
const LOST_AFTER = hours(3);

/**
 * Ask once more for a latest turn that was given up or lost, with the same heading under a new
 * number: what DNS answers is not known, so the way back cannot go on from it.
 *
 * A mirror that went bad meanwhile is not asked for again before it is fit: everybody goes back to an
 * origin that is up, or closed on purpose (P1).
 */
export function askAgain(change: Change, id: PlatformId, at: EpochMs): Change {
  const { shelter, mirror, standing } = change.state.platforms[id] ?? {};
  if (shelter === undefined || !isOwed(shelter, at)) return change;
  const { hold, mirrorShare } = shelter;
  const unfit = mirrorShare > 0 && mirror?.fit !== true;
  if (unfit && standing !== 'up' && standing !== 'suspended') return change;
  const heading = unfit ? { hold: false, mirrorShare: 0 } : { hold, mirrorShare };
  return turn(change, id, heading, at, { kind: 'asked-again', after: 'given-up' });
}

function isOwed({ givenUpAt, verified, turnedAt }: PlatformState['shelter'], at: EpochMs): boolean {
  if (givenUpAt !== null) return at - givenUpAt >= PAUSE;
  return !verified && turnedAt !== null && at - turnedAt >= LOST_AFTER;
}
