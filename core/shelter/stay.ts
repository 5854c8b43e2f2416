import type { PlatformState } from '../incident/state.ts';
import type { Policy } from '../policy.ts';
import type { EpochMs } from '../units.ts';

/**
 * Whether a platform is to keep its visitors whatever its health says: it is suspended or vetoed, and
 * a health check, which knows nothing of either, would turn by itself.
 *
 * Each turn that leaves visitors at the origin orders so, and takes the order back (`turn.ts`). Those who
 * are on the mirror stay there: it is a person's word that brings them back.
 */
export const isKept = ({ vetoed, standing }: Pick<PlatformState, 'vetoed' | 'standing'>): boolean =>
  vetoed || standing === 'suspended';

/** Whether DNS was last told something else than what the platform's state now asks for. */
export const isStayStale = (platform: PlatformState): boolean => {
  const { shelter } = platform;
  return shelter.stay !== (shelter.mirrorShare < 1 && isKept(platform));
};

/**
 * Whether a platform whose page has just opened again is still to be kept at the origin: its checks
 * heard the closed page fail, and say down for a while yet. Let go now, its visitors would be sent
 * away and fetched back within seconds, and away again if it fell then (P4). One that has fallen
 * meanwhile is let go at once, so that health may turn it where Préau may not.
 */
export function staysForChecks(
  { standing, suspensions, ...kept }: Pick<PlatformState, 'vetoed' | 'standing' | 'suspensions'>,
  at: EpochMs,
  { shelter: { checksRecoverMs } }: Policy,
): boolean {
  const openedAt = suspensions?.at(-1)?.until ?? null;
  if (openedAt === null || standing === 'down' || isKept({ standing, ...kept })) return false;
  return Math.abs(at - openedAt) < (checksRecoverMs ?? 0);
}
