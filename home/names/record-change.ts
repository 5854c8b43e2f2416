import type { NameRecord } from './name-record.ts';
import { contentFault, sameContent } from './record-fault.ts';

/** One line of a batch, with Route 53's verbs. */
export interface RecordChange {
  readonly action: 'CREATE' | 'UPSERT' | 'DELETE';
  readonly record: NameRecord;
}

export type BatchResult =
  | { readonly kind: 'changed'; readonly records: readonly NameRecord[] }
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

/**
 * Weighted record sets of one name and type.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
 */
const GROUP_MAX = 100;

/** Record sets of one name and type by their set identifier. */
type Group = Map<string, NameRecord>;

/**
 * Apply a batch to all records, whole or not at all, as ChangeResourceRecordSets does. Lines follow
 * each other; that a CNAME stands alone is asked of what they come to.
 *
 * @param knowsCheck whether a health check id exists
 * @returns all records afterwards, or every fault of the batch
 */
export function changeRecords(
  records: readonly NameRecord[],
  batch: readonly RecordChange[],
  zone: string,
  knowsCheck: (id: string) => boolean,
): BatchResult {
  const names = grouped(records);
  const faults: string[] = [];
  for (const { action, record } of batch) {
    const group = groupOf(names, record);
    const fault = contentFault(record, zone, knowsCheck) ?? standingFault(group, action, record);
    if (fault) faults.push(`Tried to ${action} ${describe(record)}, but ${fault}`);
    else if (action === 'DELETE') group.delete(record.setIdentifier);
    else put(group, record);
  }
  faults.push(...aliasFaults(names, batch));
  if (faults.length > 0) return { kind: 'refused', faults };
  const changed = [...names.values()].flatMap((types) => [...types.values()]);
  return { kind: 'changed', records: changed.flatMap((group) => [...group.values()]) };
}

function grouped(records: readonly NameRecord[]): Map<string, Map<string, Group>> {
  const names = new Map<string, Map<string, Group>>();
  for (const record of records) groupOf(names, record).set(record.setIdentifier, record);
  return names;
}

function groupOf(
  names: Map<string, Map<string, Group>>,
  { name, type }: Pick<NameRecord, 'name' | 'type'>,
): Group {
  const types = names.get(name) ?? new Map<string, Group>();
  names.set(name, types);
  const group: Group = types.get(type) ?? new Map();
  types.set(type, group);
  return group;
}

function standingFault(
  group: Group,
  action: RecordChange['action'],
  record: NameRecord,
): string | null {
  const before = group.get(record.setIdentifier);
  if (action === 'CREATE' && before) return 'it already exists';
  if (action === 'DELETE') {
    if (!before) return 'it was not found';
    return sameContent(before, record) ? null : 'the values provided do not match the current ones';
  }
  if (!before && group.size >= GROUP_MAX)
    return `there are ${GROUP_MAX} record sets of this name and type already`;
  // A simple record set, whose identifier is empty, is alone of its name and type.
  const mixed = [...group.keys()].some((other) => (other === '') !== (record.setIdentifier === ''));
  return mixed ? 'a record set with the other routing policy exists for this name and type' : null;
}

/** Records of a group have one TTL: the last that any of them was given. */
function put(group: Group, record: NameRecord): void {
  group.set(record.setIdentifier, record);
  for (const [id, other] of group)
    if (other.ttlSec !== record.ttlSec) group.set(id, { ...other, ttlSec: record.ttlSec });
}

/** RFC 1034 3.6.2: where a CNAME is, nothing else is. */
function aliasFaults(
  names: ReadonlyMap<string, ReadonlyMap<string, Group>>,
  batch: readonly RecordChange[],
): readonly string[] {
  const touched = [...new Set(batch.map(({ record }) => record.name))];
  return touched.flatMap((name) => {
    const types = [...(names.get(name) ?? [])].filter(([, group]) => group.size > 0);
    return types.length > 1 && types.some(([type]) => type === 'CNAME')
      ? [
          `RRSet of type CNAME with DNS name ${name}. is not permitted as it conflicts with other records with the same DNS name in zone`,
        ]
      : [];
  });
}

const describe = ({ name, type, setIdentifier }: NameRecord): string =>
  `[name='${name}.', type='${type}'${setIdentifier && `, set identifier='${setIdentifier}'`}]`;
