import type { WantedName } from '../app/adopt/wanted-pair.ts';
import type { MirrorConfig, PlatformConfig } from '../config/schema-platform.ts';

/** What stands beside addresses, or instead of them. */
export const twinsOf = (
  { origin }: PlatformConfig,
  mirror: MirrorConfig,
): Pick<WantedName, 'cname' | 'https'> => ({
  ...(origin.cname !== undefined && { cname: { origin: origin.cname, mirror: mirror.ownName } }),
  ...(origin.https !== undefined &&
    mirror.https !== undefined && { https: { origin: origin.https, mirror: mirror.https } }),
});
