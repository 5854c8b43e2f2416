import { comparableHttps } from '../../core/shelter/https-record.ts';
import { comparableName, type StandingRecord } from './standing-record.ts';

/** Whether two records are one member of one group: a zone has it once. */
export const isSameMember = (one: StandingRecord, other: StandingRecord): boolean =>
  one.name === other.name && one.type === other.type && one.setIdentifier === other.setIdentifier;

/** Whether two records answer and weigh alike. `weighed` false: whatever their weights. */
export const isAlike = (one: StandingRecord, other: StandingRecord, weighed = true): boolean =>
  isSameMember(one, other) &&
  (!weighed || one.weight === other.weight) &&
  textOf(one) === textOf(other);

/** Values in any order; addresses in any spelling; an alias has no TTL of its own. */
const textOf = ({ ttlSec, values, alias, checkId }: StandingRecord): string =>
  JSON.stringify([
    alias ? [comparableName(alias.target), alias.zoneId] : ttlSec,
    comparableValues(values),
    checkId ?? null,
  ]);

/**
 * Values in one order and one spelling: `::1` and `0:0:0:0:0:0:0:1` are the same address, names are
 * compared without case and trailing dot, and HTTPS records by what they say.
 */
export const comparableValues = (values: readonly string[]): readonly string[] =>
  values.map(spelling).toSorted();

function spelling(value: string): string {
  if (value.trim().includes(' ')) return comparableHttps(value);
  return value.includes(':')
    ? (URL.parse(`http://[${value}]`)?.hostname ?? value)
    : comparableName(value);
}
