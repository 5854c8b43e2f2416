import { isWithin, type NameRecord } from './name-record.ts';
import { recordData } from './record-data.ts';
import { wireName } from './record-wire.ts';

/** A day: longer than any TTL that makes sense here. Chosen. */
const TTL_MAX_SEC = 86_400;
/** @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html */
const VALUES_MAX = 400;

/**
 * What is wrong with a record set in itself, as Route 53 would see it.
 *
 * @param zone canonical
 * @returns `null` for a good one
 * @see https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/ResourceRecordTypes.html
 */
export function contentFault(
  record: NameRecord,
  zone: string,
  knowsCheck: (id: string) => boolean,
): string | null {
  const { name, type, weight, ttlSec, values, healthCheck } = record;
  if (!isWithin(name, zone)) return `it is not within the zone ${zone}`;
  if (name.includes('*')) return 'a wildcard is not served here';
  if (wireName(name) === null) return 'its name is no host name of up to 253 characters';
  if (!isWhole(weight, 255)) return 'its weight is not a whole number from 0 to 255';
  if (!isWhole(ttlSec, TTL_MAX_SEC)) return `its TTL is not a whole number up to ${TTL_MAX_SEC}`;
  if (values.length === 0 || values.length > VALUES_MAX)
    return `it has not 1 to ${VALUES_MAX} values`;
  if (type === 'CNAME' && name === zone)
    return `RRSet of type CNAME with DNS name ${name}. is not permitted at apex in zone ${zone}.`;
  if (type === 'CNAME' && values.length > 1) return 'a CNAME has exactly one value';
  if (healthCheck !== null && !knowsCheck(healthCheck)) return 'its health check does not exist';
  const wrong = values.find((value) => recordData(type, value) === null);
  return wrong === undefined ? null : `${wrong.slice(0, 60)} is not a value of type ${type}`;
}

/** Whether two record sets say the same, however their values are spelled and ordered. */
export const sameContent = (one: NameRecord, other: NameRecord): boolean =>
  one.ttlSec === other.ttlSec && spelled(one) === spelled(other);

const spelled = ({ type, values }: NameRecord): string =>
  values
    .map((value) => recordData(type, value)?.toString('latin1') ?? value)
    .map((text) => (type === 'CNAME' ? text.toLowerCase() : text))
    .sort()
    .join('\n');

const isWhole = (value: number, max: number): boolean =>
  Number.isInteger(value) && value >= 0 && value <= max;
