import {
  GetHostedZoneCommand,
  ListHostedZonesByNameCommand,
  ListResourceRecordSetsCommand,
  type Route53Client,
} from '@aws-sdk/client-route-53';
import type { Config } from '../../../config/schema.ts';
import type { ZoneConfig } from '../../../config/schema-home.ts';
import type { Resolver } from '../../local/dns-delegation.ts';
import { finding, type Finding } from './finding.ts';

/** What this look asks: Route 53's interface, and DNS itself. */
export interface ZoneSources {
  readonly client: Route53Client;
  readonly resolver: Pick<Resolver, 'ns'>;
}

/** A name has a handful: the pair of four types, and what others put beside it. */
const RECORDS_MAX = 20;
const TURNING = new Set(['A', 'AAAA', 'CNAME', 'HTTPS']);

/**
 * Whether each zone is there and DNS leads to it, and what stands at the protected names now.
 *
 * A name with a plain record is not turned: `preau adopt` makes its pair of it.
 */
export async function checkZones(
  sources: ZoneSources,
  { names, platforms }: Pick<Config, 'names' | 'platforms'>,
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const sheltered = platforms.filter(({ mirror }) => mirror).map(({ hostname }) => hostname);
  const zones = names.zones.toSorted((one, other) => other.name.length - one.name.length);
  const zoneOf = (hostname: string) =>
    zones.find(({ name }) => `.${hostname}`.endsWith(`.${name}`));
  const found = await Promise.all(
    names.zones.map((zone) => {
      const its = sheltered.filter((hostname) => zoneOf(hostname)?.name === zone.name);
      return checkZone(sources, zone, its, abortSignal);
    }),
  );
  return found.flat();
}

async function checkZone(
  { client, resolver }: ZoneSources,
  { name, hostedZoneId }: ZoneConfig,
  hostnames: readonly string[],
  abortSignal: AbortSignal,
): Promise<readonly Finding[]> {
  const id = hostedZoneId ?? (await findZone(client, name, abortSignal));
  if (id === null) return [finding('zones', 'zone-to-come', { zone: name })];
  const zone = await client
    .send(new GetHostedZoneCommand({ Id: id }), { abortSignal })
    .catch((error: unknown) => {
      if (error instanceof Error && error.name === 'NoSuchHostedZone') return null;
      throw error;
    });
  if (zone === null) return [finding('zones', 'zone-missing', { zone: name, id })];
  if (plain(zone.HostedZone?.Name) !== plain(name))
    return [
      finding('zones', 'zone-other', { zone: name, id, other: plain(zone.HostedZone?.Name) }),
    ];
  const own = (zone.DelegationSet?.NameServers ?? []).map(plain).toSorted();
  const told = (await resolver.ns(name).catch((): string[] => [])).map(plain).toSorted();
  const delegated = own.length > 0 && own.join(' ') === told.join(' ');
  const values = { zone: name, wanted: own.join(' '), told: told.join(' ') || '-' };
  const records: Finding[] = [];
  // One after the other: the interface takes ten a second.
  for (const hostname of hostnames)
    records.push(await checkName(client, id, hostname, abortSignal));
  return [
    finding('zones', delegated ? 'zone-delegated' : 'zone-not-delegated', values),
    ...records,
  ];
}

async function findZone(
  client: Route53Client,
  name: string,
  abortSignal: AbortSignal,
): Promise<string | null> {
  const asked = new ListHostedZonesByNameCommand({ DNSName: name, MaxItems: 10 });
  const { HostedZones = [] } = await client.send(asked, { abortSignal });
  const found = HostedZones.find(
    (zone) => plain(zone.Name) === plain(name) && zone.Config?.PrivateZone !== true,
  );
  return found?.Id?.replace(/^\/hostedzone\//, '') ?? null;
}

async function checkName(
  client: Route53Client,
  HostedZoneId: string,
  hostname: string,
  abortSignal: AbortSignal,
): Promise<Finding> {
  const asked = { HostedZoneId, StartRecordName: hostname, MaxItems: RECORDS_MAX };
  const { ResourceRecordSets = [] } = await client.send(new ListResourceRecordSetsCommand(asked), {
    abortSignal,
  });
  const its = ResourceRecordSets.filter(
    ({ Name, Type = '' }) => plain(Name) === plain(hostname) && TURNING.has(Type),
  );
  const alone = its.filter(({ SetIdentifier }) => SetIdentifier === undefined);
  const [first] = its;
  if (first === undefined) return finding('zones', 'name-free', { hostname });
  const ttl = Math.max(...its.map(({ TTL = 0 }) => TTL));
  const types = [...new Set(its.map(({ Type = '' }) => Type))].join(', ');
  return finding('zones', alone.length > 0 ? 'name-plain' : 'name-paired', {
    hostname,
    types,
    ttl,
  });
}

/** `ENT.Region.example.` and `ent.region.example` are one name. */
const plain = (name: string | undefined): string => (name ?? '').toLowerCase().replace(/\.$/, '');
