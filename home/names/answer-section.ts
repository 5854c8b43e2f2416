import type { NameRecord } from './name-record.ts';
import { recordData, TYPE_NUMBERS } from './record-data.ts';

/** Resource records as they go into a message, but for whose they are. */
export interface Section {
  /** Each record begins with two bytes that point to the question's name (RFC 1035 4.1.4). */
  readonly bytes: Buffer;
  /** Where each record begins. */
  readonly starts: readonly number[];
}

/** Where a message's question is; what its name is pointed to by. */
export const QUESTION_AT = 12;
/** From the start of a record of a {@link Section} to its data: pointer, type, class, TTL, length. */
export const DATA_AT = 12;
const CLASS_IN = 1;

/** One record per RDATA. */
export function encodeSection(type: number, ttlSec: number, data: readonly Buffer[]): Section {
  const records = data.map((one) => {
    const head = Buffer.alloc(DATA_AT);
    head.writeUInt16BE(0xc000 | QUESTION_AT, 0);
    head.writeUInt16BE(type, 2);
    head.writeUInt16BE(CLASS_IN, 4);
    head.writeUInt32BE(ttlSec, 6);
    head.writeUInt16BE(one.length, 10);
    return Buffer.concat([head, one]);
  });
  const starts: number[] = [];
  let size = 0;
  for (const record of records) {
    starts.push(size);
    size += record.length;
  }
  return { bytes: Buffer.concat(records), starts };
}

const encoded = new WeakMap<NameRecord, Section>();

/**
 * A record set, encoded the first time that it is asked for. Record sets are never changed in
 * place, so that one that a batch did not touch stays encoded.
 */
export function sectionOf(record: NameRecord): Section {
  const known = encoded.get(record);
  if (known) return known;
  // What no batch would have accepted is not answered.
  const data = record.values.flatMap((value) => recordData(record.type, value) ?? []);
  const section = encodeSection(TYPE_NUMBERS[record.type], record.ttlSec, data);
  encoded.set(record, section);
  return section;
}
