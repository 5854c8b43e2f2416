import type { Change } from '../incident/change.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { turn } from './turn.ts';
import type { TurnReason } from './turn-reason.ts';

/**
 * Keep a platform's visitors at its origin whatever its health says, while it is suspended or
 * vetoed: a health check knows nothing of either, and would turn by itself.
 *
 * Visitors who are on the mirror already stay there: it is a person's word that brings them back.
 */
export function stayAtOrigin(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  policy: Policy,
  why: TurnReason,
): Change {
  const { shelter } = change.state.platforms[id] ?? {};
  const mirrored = policy.platforms.some((one) => one.id === id && one.mirror !== undefined);
  if (!mirrored || shelter === undefined || shelter.stay || shelter.mirrorShare > 0) return change;
  return turn(change, id, { hold: false, mirrorShare: 0, stay: true }, at, why);
}

/**
 * Give a platform back to its health, once nothing keeps its visitors at the origin any more: it is
 * neither vetoed nor suspended.
 */
export function endStay(change: Change, id: PlatformId, at: EpochMs, why: TurnReason): Change {
  const { shelter, vetoed, standing } = change.state.platforms[id] ?? {};
  if (shelter === undefined || !shelter.stay || vetoed || standing === 'suspended') return change;
  return turn(change, id, { hold: false, mirrorShare: 0 }, at, why);
}
