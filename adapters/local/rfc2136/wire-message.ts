import { nameBytes } from './name-bytes.ts';
import { OPCODE, TYPE } from './wire-codes.ts';

/** A record as it travels: its data is bytes already. */
export interface WireRecord {
  readonly name: string;
  readonly type: number;
  readonly class: number;
  readonly ttlSec: number;
  readonly data: Uint8Array;
}

/**
 * An update message (RFC 2136 2): the zone, what must hold there, and what is to change.
 *
 * @param id in [0, 65535]
 */
export function updateMessage(
  id: number,
  zone: string,
  prerequisites: readonly WireRecord[],
  updates: readonly WireRecord[],
): Buffer {
  return Buffer.concat([
    header(id, OPCODE.UPDATE, [1, prerequisites.length, updates.length]),
    question(zone, TYPE.SOA),
    ...prerequisites.map(recordBytes),
    ...updates.map(recordBytes),
  ]);
}

/** A plain question, without recursion: what this very server holds. */
export const queryMessage = (id: number, name: string, type: number): Buffer =>
  Buffer.concat([header(id, OPCODE.QUERY, [1, 0, 0]), question(name, type)]);

export function recordBytes({ name, type, class: of, ttlSec, data }: WireRecord): Buffer {
  const fixed = Buffer.alloc(10);
  fixed.writeUInt16BE(type, 0);
  fixed.writeUInt16BE(of, 2);
  fixed.writeUInt32BE(ttlSec, 4);
  fixed.writeUInt16BE(data.length, 8);
  return Buffer.concat([nameBytes(name), fixed, data]);
}

function header(id: number, opcode: number, counts: readonly [number, number, number]): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUInt16BE(id, 0);
  bytes.writeUInt16BE(opcode << 11, 2);
  for (const [index, count] of counts.entries()) bytes.writeUInt16BE(count, 4 + 2 * index);
  return bytes;
}

/** Of class IN. */
const question = (name: string, type: number): Buffer =>
  Buffer.concat([nameBytes(name), Buffer.from([0, type, 0, 1])]);
