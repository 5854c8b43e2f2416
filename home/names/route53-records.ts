import { weightedAnswer } from '../../core/shelter/weighted-answer.ts';
import type { Change } from './change-book.ts';
import type { HttpReply } from './http-exchange.ts';
import { canonicalName, type NameRecord } from './name-record.ts';
import type { ModelZone, NamesModel } from './names-model.ts';
import { zoneOf } from './record-desk.ts';
import { batchFaults } from './route53-limits.ts';
import { failure, success } from './route53-reply.ts';
import { readChangeBatch, recordToXml, type XmlElements } from './route53-xml.ts';

/** ChangeResourceRecordSets. */
export function changeRecordSets(model: NamesModel, zone: ModelZone, body: string): HttpReply {
  const batch = readChangeBatch(body);
  if (typeof batch === 'string') return failure(400, 'InvalidInput', batch);
  if (model.changes.isPending(zone.id)) {
    const why = 'The request was rejected because Route 53 was still processing a prior request.';
    return failure(400, 'PriorRequestNotComplete', why);
  }
  const tooMuch = batchFaults(batch);
  if (tooMuch.length > 0) return refusedBatch(tooMuch);
  const result = model.submit(zone.id, batch);
  switch (result.kind) {
    case 'accepted':
      return success('ChangeResourceRecordSetsResponse', { ChangeInfo: changeInfo(result.change) });
    case 'refused':
      return refusedBatch(result.faults);
  }
}

/** ListResourceRecordSets: in the order of reversed labels, types, set identifiers. */
export function listRecordSets(
  model: NamesModel,
  zone: ModelZone,
  query: URLSearchParams,
): HttpReply {
  const sorted = model
    .wanted()
    .records.filter(({ name }) => zoneOf(model.zones, name)?.id === zone.id)
    .map((record) => ({ record, order: orderOf(record) }))
    .sort((one, other) => (one.order < other.order ? -1 : 1));
  const start = orderOf({
    name: canonicalName(query.get('name') ?? ''),
    type: query.get('type') ?? '',
    setIdentifier: query.get('identifier') ?? '',
  });
  // 300 is Route 53's page.
  const size = Math.min(300, Math.max(1, Number(query.get('maxitems')) || 300));
  const rest = query.has('name') ? sorted.filter(({ order }) => order >= start) : sorted;
  const page = rest.slice(0, size).map(({ record }) => record);
  const next = rest[size]?.record;
  return success('ListResourceRecordSetsResponse', {
    ResourceRecordSets: { ResourceRecordSet: page.map(recordToXml) },
    IsTruncated: next !== undefined,
    MaxItems: size,
    ...(next && { NextRecordName: `${next.name}.`, NextRecordType: next.type }),
    ...(next?.setIdentifier && { NextRecordIdentifier: next.setIdentifier }),
  });
}

/** GetChange. */
export function getChange(model: NamesModel, id: string): HttpReply {
  const found = model.changes.find(id);
  if (!found) return failure(404, 'NoSuchChange', `Could not find resource with ID: ${id}`);
  return success('GetChangeResponse', { ChangeInfo: changeInfo(found) });
}

/** TestDNSAnswer: of what is served, weights and health included. @param chance as for an answer */
export function testAnswer(
  model: NamesModel,
  zone: ModelZone,
  query: URLSearchParams,
  chance: number,
): HttpReply {
  const name = canonicalName(query.get('recordname') ?? '');
  const type = query.get('recordtype') ?? '';
  const book = model.served();
  const chosen = weightedAnswer(book.of(name, type), model.board.healthy, chance);
  return success('TestDNSAnswerResponse', {
    Nameserver: zone.ns[0],
    RecordName: name,
    RecordType: type,
    RecordData: { RecordDataEntry: chosen?.values ?? [] },
    ResponseCode: book.exists(name) || name === zone.name ? 'NOERROR' : 'NXDOMAIN',
    Protocol: 'UDP',
  });
}

const refusedBatch = (faults: readonly string[]): HttpReply =>
  failure(400, 'InvalidChangeBatch', `[${faults.join(', ')}]`);

const orderOf = (record: Pick<NameRecord, 'name' | 'setIdentifier'> & { readonly type: string }) =>
  `${record.name.split('.').reverse().join('.')}\u0000${record.type}\u0000${record.setIdentifier}`;

const changeInfo = ({ id, at, state }: Change): XmlElements => ({
  Id: `/change/${id}`,
  Status: state.toUpperCase(),
  SubmittedAt: new Date(at).toISOString(),
});
