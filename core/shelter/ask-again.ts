import type { Change } from '../incident/change.ts';
import { type EpochMs, minutes, type PlatformId } from '../units.ts';
import { turn } from './turn.ts';

/**
 * From a turn that was given up to the next asking. Chosen: soon enough for a lesson hour, and no
 * flood of tasks where the DNS provider is down for a night.
 */
const PAUSE = minutes(10);

/**
 * Ask once more for a latest turn that was given up, with the same heading under a new number: what
 * DNS answers is not known, so the way back cannot go on from it.
 *
 * A mirror that went bad meanwhile is not asked for again before it is fit (P1).
 */
export function askAgain(change: Change, id: PlatformId, at: EpochMs): Change {
  const { shelter, mirror } = change.state.platforms[id] ?? {};
  const givenUpAt = shelter?.givenUpAt ?? null;
  if (shelter === undefined || givenUpAt === null || at - givenUpAt < PAUSE) return change;
  const { hold, mirrorShare, stay } = shelter;
  if (mirrorShare > 0 && mirror?.fit !== true) return change;
  return turn(change, id, { hold, mirrorShare, stay }, at, {
    kind: 'asked-again',
    after: 'given-up',
  });
}
