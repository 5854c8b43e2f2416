import { weightedAnswer } from '../../core/shelter/weighted-answer.ts';
import type { Change } from './change-book.ts';
import type { HttpExchange, HttpReply } from './http-exchange.ts';
import { canonicalName, isWithin, type NameRecord } from './name-record.ts';
import type { ModelZone, NamesModel } from './names-model.ts';
import {
  readChangeBatch,
  readCheckUpdate,
  recordToXml,
  toXml,
  type XmlElements,
} from './route53-xml.ts';

const VERSION = '2013-04-01';

/**
 * Route 53's REST-XML API on the model, as far as Préau and an operator's own tools use it:
 * ChangeResourceRecordSets, ListResourceRecordSets, GetChange, GetHealthCheckStatus,
 * TestDNSAnswer, ListHostedZonesByName, GetHostedZone. Errors have the form that Route 53 sends
 * now, `ErrorResponse`.
 *
 * @param chance in [0, 1), drawn anew for each TestDNSAnswer
 * @returns null for a path that is not of this API
 */
export async function route53Front(
  { method, path, query, body }: HttpExchange,
  model: NamesModel,
  chance: () => number,
): Promise<HttpReply | null> {
  const [, version, area, id = '', part] = path.split('/');
  if (version !== VERSION) return null;
  const zone = model.zones.find((one) => one.id === id);
  switch ([method, area, part].filter((word) => word !== undefined && word !== '').join(' ')) {
    case 'POST hostedzone rrset':
      return zone ? change(model, zone, body) : noSuchZone(id);
    case 'GET hostedzone rrset':
      return zone ? listRecords(model, zone, query) : noSuchZone(id);
    case 'GET hostedzone':
      return zone ? getZone(model, zone) : noSuchZone(id);
    case 'GET hostedzonesbyname':
      return listZones(model, query);
    case 'GET change': {
      const found = model.change(id);
      if (!found) return failure(404, 'NoSuchChange', `Could not find resource with ID: ${id}`);
      return success('GetChangeResponse', { ChangeInfo: changeInfo(found) });
    }
    case 'POST healthcheck':
      return updateCheck(model, id, body);
    case 'GET healthcheck status':
      return checkStatus(model, id);
    case 'GET testdnsanswer':
      return testAnswer(model, query, chance);
    default:
      return failure(400, 'InvalidAction', `${method} ${path} is not among those served here`);
  }
}

function change(model: NamesModel, zone: ModelZone, body: string): HttpReply {
  const batch = readChangeBatch(body);
  if (typeof batch === 'string') return failure(400, 'InvalidInput', batch);
  if (model.isBusy(zone.id)) {
    const why = 'The request was rejected because Route 53 was still processing a prior request.';
    return failure(400, 'PriorRequestNotComplete', why);
  }
  const result = model.submit(zone.id, batch);
  switch (result.kind) {
    case 'accepted':
      return success('ChangeResourceRecordSetsResponse', { ChangeInfo: changeInfo(result.change) });
    case 'refused':
      return failure(400, 'InvalidChangeBatch', `[${result.faults.join(', ')}]`);
  }
}

function listRecords(model: NamesModel, zone: ModelZone, query: URLSearchParams): HttpReply {
  const sorted = model
    .wanted()
    .records.filter(({ name }) => isWithin(name, zone.name))
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  const start = orderOf({
    name: canonicalName(query.get('name') ?? ''),
    type: query.get('type') ?? '',
    setIdentifier: query.get('identifier') ?? '',
  });
  // 300 is Route 53's page.
  const size = Math.min(300, Math.max(1, Number(query.get('maxitems')) || 300));
  const rest = query.has('name') ? sorted.filter((record) => orderOf(record) >= start) : sorted;
  const page = rest.slice(0, size);
  const next = rest[size];
  return success('ListResourceRecordSetsResponse', {
    ResourceRecordSets: { ResourceRecordSet: page.map(recordToXml) },
    IsTruncated: next !== undefined,
    MaxItems: size,
    ...(next && { NextRecordName: `${next.name}.`, NextRecordType: next.type }),
    ...(next?.setIdentifier && { NextRecordIdentifier: next.setIdentifier }),
  });
}

/** Route 53 lists by the labels in reverse, then by type, then by set identifier. */
const orderOf = (record: Pick<NameRecord, 'name' | 'setIdentifier'> & { readonly type: string }) =>
  `${record.name.split('.').reverse().join('.')}\u0000${record.type}\u0000${record.setIdentifier}`;

function getZone(model: NamesModel, zone: ModelZone): HttpReply {
  return success('GetHostedZoneResponse', {
    HostedZone: zoneToXml(model, zone),
    DelegationSet: { NameServers: { NameServer: zone.ns } },
  });
}

function listZones(model: NamesModel, query: URLSearchParams): HttpReply {
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
  ResourceRecordSetCount: model.wanted().records.filter((one) => isWithin(one.name, name)).length,
});

function checkStatus(model: NamesModel, id: string): HttpReply {
  const report = model.board.reports().find((one) => one.id === id);
  if (!report) return failure(404, 'NoSuchHealthCheck', `No health check exists with ID: ${id}`);
  return success('GetHealthCheckStatusResponse', {
    HealthCheckObservations: {
      HealthCheckObservation: {
        Region: 'eu-west-1',
        IPAddress: '127.0.0.1',
        StatusReport: {
          Status: `${report.healthy ? 'Success' : 'Failure'}: ${report.reason}`,
          CheckedTime: new Date(report.at ?? Date.now()).toISOString(),
        },
      },
    },
  });
}

async function updateCheck(model: NamesModel, id: string, body: string): Promise<HttpReply> {
  const update = readCheckUpdate(body);
  if (typeof update === 'string') return failure(400, 'InvalidInput', update);
  if (!(await model.setDisabled(id, update.disabled)))
    return failure(404, 'NoSuchHealthCheck', `No health check exists with ID: ${id}`);
  return success('UpdateHealthCheckResponse', {
    HealthCheck: {
      Id: id,
      CallerReference: 'preau',
      HealthCheckConfig: { Type: 'CALCULATED', Disabled: update.disabled },
      HealthCheckVersion: 1,
    },
  });
}

function testAnswer(model: NamesModel, query: URLSearchParams, chance: () => number): HttpReply {
  const zone = model.zones.find(({ id }) => id === query.get('hostedzoneid'));
  if (!zone) return noSuchZone(query.get('hostedzoneid') ?? '');
  const name = canonicalName(query.get('recordname') ?? '');
  const type = query.get('recordtype') ?? '';
  const book = model.served();
  const chosen = weightedAnswer(book.of(name, type), model.board.healthy, chance());
  return success('TestDNSAnswerResponse', {
    Nameserver: zone.ns[0],
    RecordName: name,
    RecordType: type,
    RecordData: { RecordDataEntry: chosen?.values ?? [] },
    ResponseCode: book.exists(name) ? 'NOERROR' : 'NXDOMAIN',
    Protocol: 'UDP',
  });
}

const changeInfo = ({ id, at, state }: Change): XmlElements => ({
  Id: `/change/${id}`,
  Status: state.toUpperCase(),
  SubmittedAt: new Date(at).toISOString(),
});

const noSuchZone = (id: string) =>
  failure(404, 'NoSuchHostedZone', `No hosted zone found with ID: ${id}`);

const success = (root: string, elements: XmlElements): HttpReply => ({
  status: 200,
  type: 'application/xml',
  body: toXml(root, elements),
});

const failure = (status: number, code: string, message: string): HttpReply => ({
  status,
  type: 'application/xml',
  body: toXml('ErrorResponse', {
    Error: { Type: 'Sender', Code: code, Message: message },
    RequestId: 'preau',
  }),
});
