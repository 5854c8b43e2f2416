import { isIPv4, isIPv6 } from 'node:net';
import { isSameRecord, isWithin, type NameRecord } from './name-record.ts';

/** One line of a batch, with Route 53's verbs. */
export interface RecordChange {
  readonly action: 'CREATE' | 'UPSERT' | 'DELETE';
  readonly record: NameRecord;
}

export type BatchResult =
  | { readonly kind: 'changed'; readonly records: readonly NameRecord[] }
  | { readonly kind: 'refused'; readonly faults: readonly string[] };

/** A day: longer than any TTL that makes sense here. Chosen. */
const TTL_MAX_SEC = 86_400;
const VALUES_MAX = 100;

/**
 * Apply a batch to all records, whole or not at all, as ChangeResourceRecordSets does.
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
  const faults: string[] = [];
  let changed = records;
  for (const { action, record } of batch) {
    const fault = faultOf(record, zone, knowsCheck) ?? standingFault(changed, action, record);
    if (fault) {
      faults.push(`Tried to ${action} ${describe(record)}, but ${fault}`);
      continue;
    }
    const others = changed.filter((other) => !isSameRecord(other, record));
    changed = action === 'DELETE' ? others : [...others, record];
  }
  return faults.length > 0 ? { kind: 'refused', faults } : { kind: 'changed', records: changed };
}

function standingFault(
  records: readonly NameRecord[],
  action: RecordChange['action'],
  record: NameRecord,
): string | null {
  const before = records.find((other) => isSameRecord(other, record));
  if (action === 'CREATE' && before) return 'it already exists';
  if (action === 'DELETE') {
    if (!before) return 'it was not found';
    return sameContent(before, record) ? null : 'the values provided do not match the current ones';
  }
  const mixed = records.some(
    ({ name, type, setIdentifier }) =>
      name === record.name &&
      type === record.type &&
      (setIdentifier === '') !== (record.setIdentifier === ''),
  );
  return mixed ? 'a record set with the other routing policy exists for this name and type' : null;
}

function faultOf(
  record: NameRecord,
  zone: string,
  knowsCheck: (id: string) => boolean,
): string | null {
  const { name, type, weight, ttlSec, values, healthCheck } = record;
  if (!isWithin(name, zone)) return `it is not within the zone ${zone}`;
  if (name.length > 253) return 'its name is longer than 253 characters';
  if (!isWhole(weight, 255)) return 'its weight is not a whole number from 0 to 255';
  if (!isWhole(ttlSec, TTL_MAX_SEC)) return `its TTL is not a whole number up to ${TTL_MAX_SEC}`;
  if (values.length === 0 || values.length > VALUES_MAX)
    return `it has not 1 to ${VALUES_MAX} values`;
  if (healthCheck !== null && !knowsCheck(healthCheck)) return 'its health check does not exist';
  const valid = { A: isIPv4, AAAA: isIPv6, TXT: isQuoted }[type];
  const wrong = values.find((value) => !valid(value));
  return wrong === undefined ? null : `${wrong.slice(0, 60)} is not a value of type ${type}`;
}

const isWhole = (value: number, max: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= max;

/** One character string of RFC 1035, at most 255 bytes, in quotes. */
const isQuoted = (value: string): boolean =>
  /^"[^"\\]*"$/.test(value) && Buffer.byteLength(value) <= 257;

const sameContent = (one: NameRecord, other: NameRecord): boolean =>
  one.ttlSec === other.ttlSec &&
  [...one.values].sort().join('\n') === [...other.values].sort().join('\n');

const describe = ({ name, type, setIdentifier }: NameRecord): string =>
  `[name='${name}.', type='${type}'${setIdentifier && `, set identifier='${setIdentifier}'`}]`;
