import type { PlatformState } from '../incident/state.ts';

/**
 * Whether a platform is to keep its visitors whatever its health says: it is suspended or vetoed, and
 * a health check, which knows nothing of either, would turn by itself.
 *
 * Each turn to the origin alone orders so, and takes the order back (`turn.ts`). Visitors who are on
 * the mirror stay there: it is a person's word that brings them back.
 */
export const isKept = ({ vetoed, standing }: Pick<PlatformState, 'vetoed' | 'standing'>): boolean =>
  vetoed || standing === 'suspended';

/** Whether DNS was last told something else than what the platform's state now asks for. */
export const isStayStale = (platform: PlatformState): boolean => {
  const { shelter } = platform;
  return shelter.stay !== (shelter.mirrorShare === 0 && isKept(platform));
};
