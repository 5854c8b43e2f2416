import type { Platform } from './platform.ts';
import type { Policy } from './policy.ts';
import type { PlatformId } from './units.ts';

/**
 * The IANA time zone that a platform's pupils live by: at eight in Réunion it is six in Paris, or five.
 *
 * @returns the organisation's for a platform without its own, and for one that is not configured
 */
export function zoneOf(
  {
    platforms,
    timeZone,
  }: Pick<Policy, 'timeZone'> & {
    readonly platforms: readonly Pick<Platform, 'id' | 'timeZone'>[];
  },
  platform: PlatformId,
): string {
  return platforms.find(({ id }) => id === platform)?.timeZone ?? timeZone;
}
