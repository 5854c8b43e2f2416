import type { HttpReply } from './http-exchange.ts';
import { canonicalName } from './name-record.ts';
import type { ModelZone, NamesModel } from './names-model.ts';
import { zoneOf } from './record-desk.ts';
import { success } from './route53-reply.ts';
import type { XmlElements } from './route53-xml.ts';

/** GetHostedZone. */
export const getZone = (model: NamesModel, zone: ModelZone): HttpReply =>
  success('GetHostedZoneResponse', {
    HostedZone: zoneToXml(model, zone),
    DelegationSet: { NameServers: { NameServer: zone.ns } },
  });

/** ListHostedZonesByName: in the order of reversed labels, from `dnsname` on. */
export function listZones(model: NamesModel, query: URLSearchParams): HttpReply {
  const asked = query.get('dnsname');
  const start = reversed(canonicalName(asked ?? ''));
  const zones = [...model.zones]
    .sort((one, other) => (reversed(one.name) < reversed(other.name) ? -1 : 1))
    .filter(({ name }) => asked === null || reversed(name) >= start);
  const page = zones.slice(0, Math.max(1, Number(query.get('maxitems')) || 100));
  return success('ListHostedZonesByNameResponse', {
    HostedZones: { HostedZone: page.map((zone) => zoneToXml(model, zone)) },
    DNSName: asked ?? undefined,
    IsTruncated: page.length < zones.length,
    MaxItems: 100,
  });
}

const reversed = (name: string) => name.split('.').reverse().join('.');

const zoneToXml = (model: NamesModel, { id, name }: ModelZone): XmlElements => ({
  Id: `/hostedzone/${id}`,
  Name: `${name}.`,
  CallerReference: 'preau',
  Config: { PrivateZone: false },
  ResourceRecordSetCount: model
    .wanted()
    .records.filter((one) => zoneOf(model.zones, one.name)?.id === id).length,
});
