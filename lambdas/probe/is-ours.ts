import type { ProbeRequest } from '../../app/ports.ts';
import type { Platform } from '../../core/platform.ts';

/**
 * Whether a probe is of what this deployment watches. Whoever may call the function must not be
 * able to knock at other doors with it: host, name and port are the configuration's own, and so is
 * the path at an origin. At a mirror any lesson may be read: the newest manifest names which.
 */
export function isOurs(request: ProbeRequest, platforms: readonly Platform[]): boolean {
  const platform = platforms.find(({ id }) => id === request.platform);
  if (platform === undefined || request.serverName !== platform.hostname) return false;
  const { origin, mirror } = platform;
  if (request.target === 'origin')
    return (
      request.resolve === origin.host &&
      request.port === origin.port &&
      (request.path === origin.path || request.path === origin.plainPath)
    );
  return mirror !== undefined && request.resolve === mirror.ownName && request.port === mirror.port;
}
