import { ListHostedZonesByNameCommand, type Route53Client } from '@aws-sdk/client-route-53';
import { retryBusy } from './dns-error.ts';

/**
 * The public hosted zone of exactly this name.
 *
 * @returns its id; null when there is none
 * @throws PreauError `dns-unreachable`, `dns-change-refused`
 */
export async function publicZone(route53: Route53Client, name: string): Promise<string | null> {
  const { HostedZones = [] } = await retryBusy(`looking for the zone ${name}`, () =>
    route53.send(new ListHostedZonesByNameCommand({ DNSName: name })),
  );
  const zone = HostedZones.find(
    (one) => one.Name === `${name.toLowerCase()}.` && !one.Config?.PrivateZone,
  );
  return zone?.Id?.replace('/hostedzone/', '') ?? null;
}
