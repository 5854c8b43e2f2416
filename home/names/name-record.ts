import type { WeightedRecord } from '../../core/shelter/weighted-answer.ts';

/** The types that the name server holds records of. SOA and NS are made from the zone. */
export const RECORD_TYPES = ['A', 'AAAA', 'CNAME', 'HTTPS', 'TXT'] as const;
export type RecordType = (typeof RECORD_TYPES)[number];

/** One record set: a simple one has `setIdentifier` '' and is alone of its name and type. */
export interface NameRecord extends WeightedRecord {
  /** Lower case, without the trailing dot. */
  readonly name: string;
  readonly type: RecordType;
}

/** A name as it is compared: lower case (RFC 4343), no trailing dot. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase();
  return lower.endsWith('.') ? lower.slice(0, -1) : lower;
}

/** Whether a canonical name is `zone` or lies below it. */
export const isWithin = (name: string, zone: string): boolean =>
  name === zone || name.endsWith(`.${zone}`);
