import { crc32, inflateRawSync } from 'node:zlib';
import { BLOCKS_FILE, DOSSIER_LIMITS } from '../../../core/dossier/manifest.ts';
import {
  BLOCK_BYTES,
  type BlockTable,
  crcOfBlock,
  isBlock,
  readBlockTable,
} from './block-table.ts';
import { registerBefore } from './crc-register.ts';
import { LOCAL_HEADER_BYTES } from './zip-headers.ts';

/** The first place in which an archive is not as it was. */
export interface ChangedPlace {
  /** From 0. */
  readonly byte: number;
  /** How far from there the first changed byte may be: 1 for that byte itself. */
  readonly within: number;
}

/**
 * Find the first changed place of an archive by the table of blocks in it, which says exactly which
 * byte where no more than four in a row were changed, and else which block.
 *
 * @returns null when the table cannot be found, or knows of no change before itself
 */
export function locateBlock(archive: Buffer): ChangedPlace | null {
  const found = findTable(archive);
  if (found === null) return null;
  const { table, from } = found;
  const covered = archive.subarray(0, Math.min(from, table.coveredBytes));
  const count = Math.ceil(covered.length / BLOCK_BYTES);
  for (let index = 0; index < count; index += 1) {
    const block = covered.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES);
    if (!isBlock(table, index, block)) return placeIn(table, index, block);
  }
  return from === table.coveredBytes ? null : { byte: covered.length, within: 1 };
}

/** The table is the last file: its name stands in its header, and then once in the table of contents. */
function findTable(archive: Buffer): { readonly table: BlockTable; readonly from: number } | null {
  const listed = archive.lastIndexOf(BLOCKS_FILE);
  const named = listed > 0 ? archive.lastIndexOf(BLOCKS_FILE, listed - 1) : -1;
  const from = named - LOCAL_HEADER_BYTES;
  if (from < 0) return null;
  const contentFrom = named + BLOCKS_FILE.length;
  const packed = archive.subarray(contentFrom, contentFrom + archive.readUInt32LE(from + 18));
  try {
    const bytes = inflateRawSync(packed, { maxOutputLength: DOSSIER_LIMITS.archiveBytes });
    const isWhole = crc32(bytes) === archive.readUInt32LE(from + 14);
    const table = isWhole ? readBlockTable(bytes) : null;
    return table === null ? null : { table, from };
  } catch {
    return null;
  }
}

/** Where in a block up to four bytes in a row explain its CRC, and its other digest agrees. */
function placeIn(table: BlockTable, index: number, block: Uint8Array): ChangedPlace {
  const start = index * BLOCK_BYTES;
  let register = (crc32(block) ^ (crcOfBlock(table, index) ?? 0)) >>> 0;
  for (let at = block.length - 1; at >= 0; at -= 1) {
    register = registerBefore(register);
    if ((register & 0xff) === 0) continue;
    const mended = mend(block, at, register);
    if (mended !== null && isBlock(table, index, mended)) return { byte: start + at, within: 1 };
  }
  return { byte: start, within: block.length };
}

/** @returns null where the difference is longer than the block */
function mend(block: Uint8Array, at: number, difference: number): Uint8Array | null {
  const mended = Uint8Array.from(block);
  for (let offset = 0; offset < 4; offset += 1) {
    const mask = (difference >>> (8 * offset)) & 0xff;
    if (mask === 0) continue;
    const was = mended[at + offset];
    if (was === undefined) return null;
    mended[at + offset] = was ^ mask;
  }
  return mended;
}
