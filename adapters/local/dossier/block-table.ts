import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

/** Small enough to name a place in, large enough to cost a thirtieth of an archive. Chosen. */
export const BLOCK_BYTES = 256;
const HEAD_BYTES = 8;
const ENTRY_BYTES = 8;

/** A digest of each block of an archive's beginning: a CRC-32, and the first 4 bytes of a SHA-256. */
export interface BlockTable {
  /** How many bytes it is of; the last block may be shorter. */
  readonly coveredBytes: number;
  readonly entries: Buffer;
}

const digestOf = (block: Uint8Array): Buffer =>
  createHash('sha256').update(block).digest().subarray(0, 4);

/** Write down a digest of each block, after the number of bytes that they are of. */
export function writeBlockTable(covered: Uint8Array): Buffer {
  const count = Math.ceil(covered.length / BLOCK_BYTES);
  const table = Buffer.alloc(HEAD_BYTES + count * ENTRY_BYTES);
  table.writeBigUInt64BE(BigInt(covered.length));
  for (let index = 0; index < count; index += 1) {
    const block = covered.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
    const at = HEAD_BYTES + index * ENTRY_BYTES;
    table.writeUInt32BE(crc32(block), at);
    digestOf(block).copy(table, at + 4);
  }
  return table;
}

/** @returns null for bytes that are no such table */
export function readBlockTable(table: Buffer): BlockTable | null {
  if (table.length < HEAD_BYTES) return null;
  const coveredBytes = Number(table.readBigUInt64BE());
  const count = (table.length - HEAD_BYTES) / ENTRY_BYTES;
  if (Math.ceil(coveredBytes / BLOCK_BYTES) !== count) return null;
  return { coveredBytes, entries: table.subarray(HEAD_BYTES) };
}

/** The CRC that a block had; null where the table has no such block. */
export const crcOfBlock = ({ entries }: BlockTable, index: number): number | null =>
  (index + 1) * ENTRY_BYTES <= entries.length ? entries.readUInt32BE(index * ENTRY_BYTES) : null;

/** Whether these bytes are those of a block. */
export function isBlock(table: BlockTable, index: number, block: Uint8Array): boolean {
  if (crcOfBlock(table, index) !== crc32(block)) return false;
  const at = index * ENTRY_BYTES + 4;
  return digestOf(block).equals(table.entries.subarray(at, at + 4));
}
