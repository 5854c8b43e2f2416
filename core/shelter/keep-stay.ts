import type { Change } from '../incident/change.ts';
import type { PlatformState } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs, PlatformId } from '../units.ts';
import { isStayStale } from './stay.ts';
import { turn } from './turn.ts';
import type { TurnReason } from './turn-reason.ts';

/**
 * Tell DNS to keep a platform's visitors at the origin, or no longer to, once its state asks for
 * something else than DNS was last told.
 *
 * @param why @default what its state says of it
 */
export function keepStay(
  change: Change,
  id: PlatformId,
  at: EpochMs,
  policy: Policy,
  why?: TurnReason,
): Change {
  const platform = change.state.platforms[id];
  if (platform === undefined || !isStayStale(platform)) return change;
  const mirrored = policy.platforms.some((one) => one.id === id && one.mirror !== undefined);
  if (!mirrored) return change;
  const { hold, mirrorShare } = platform.shelter;
  return turn(
    change,
    id,
    { hold: mirrorShare > 0 && hold, mirrorShare },
    at,
    why ?? reasonOf(platform),
  );
}

const reasonOf = ({ vetoed, standing, suspendedBy }: PlatformState): TurnReason => {
  if (vetoed) return { kind: 'vetoed' };
  return standing === 'suspended'
    ? { kind: 'suspended', by: suspendedBy ?? 'person' }
    : { kind: 'reopened', by: 'page' };
};
