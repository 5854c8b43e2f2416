import type { Route53Client } from '@aws-sdk/client-route-53';
import { PreauError } from '../../core/errors.ts';
import { publicZone } from './public-zone.ts';

/** The id of the hosted zone that a name is in. @throws PreauError `not-found`, `dns-unreachable` */
export type FindZone = (hostname: string) => Promise<string>;

/**
 * Finds the hosted zone of a name, and remembers it: of those that it was told, the most precise.
 *
 * @param zoneIds by the zone's name. @default found by ListHostedZonesByName, once per process
 */
export function zoneFinder(
  route53: Route53Client,
  zoneIds: Readonly<Record<string, string>> = {},
): FindZone {
  const known = new Map(Object.entries(zoneIds));
  return async (hostname: string): Promise<string> => {
    const labels = hostname.split('.');
    const names = labels.map((_, index) => labels.slice(index).join('.'));
    const [told] = names.flatMap((name) => known.get(name) ?? []);
    if (told !== undefined) return told;
    for (const name of names) {
      const zoneId = await publicZone(route53, name);
      if (!zoneId) continue;
      known.set(hostname, zoneId);
      return zoneId;
    }
    throw new PreauError('not-found', `Expected a hosted zone for ${hostname}, found none.`);
  };
}
