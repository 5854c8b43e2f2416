import { crc32 } from 'node:zlib';
import { hashOf } from '../hash.ts';
import { registerBefore } from './crc-register.ts';
import { SEAL_BYTES, sealOf } from './seal.ts';

/** The one byte of an archive that was changed, and what it was. */
export interface Flip {
  /** From 0. */
  readonly byte: number;
  readonly was: number;
}

/** Bytes that a CRC alone may point at: 255 in 2^32 for each byte, 8 in the largest dossier. Chosen. */
const CANDIDATES_MOST = 24;

/**
 * Find the single byte whose change alone makes an archive other than what its seal is of. Each byte
 * that the CRC points at is put back, and only SHA-256 decides.
 *
 * @returns null when nothing was changed, when more than one byte was, or when there is no seal
 */
export function locateFlip(archive: Buffer): Flip | null {
  const end = archive.length - SEAL_BYTES;
  if (end < 0) return null;
  const seal = archive.toString('latin1', end);
  const before = archive.subarray(0, end);
  const expected = sealOf(before);
  if (seal === expected) return null;
  return flipInSeal(seal, expected, end) ?? flipBefore(before, seal);
}

/** Where the seal itself has one letter of another. */
function flipInSeal(seal: string, expected: string, end: number): Flip | null {
  const other = Array.from(expected).flatMap((letter, index) =>
    seal[index] === letter ? [] : [index],
  );
  const [index] = other;
  if (index === undefined || other.length > 1) return null;
  return { byte: end + index, was: expected.charCodeAt(index) };
}

function flipBefore(before: Buffer, seal: string): Flip | null {
  const [, sum, digest] = /^crc32:([0-9a-f]{8}) sha256:([0-9a-f]{64})$/.exec(seal) ?? [];
  if (sum === undefined || digest === undefined) return null;
  const syndrome = (crc32(before) ^ Number.parseInt(sum, 16)) >>> 0;
  const tried = Buffer.from(before);
  for (const { byte, mask } of candidates(syndrome, before.length)) {
    const was = before.readUInt8(byte) ^ mask;
    tried.writeUInt8(was, byte);
    if (hashOf(tried) === digest) return { byte, was };
    tried.writeUInt8(before.readUInt8(byte), byte);
  }
  return null;
}

interface Candidate {
  readonly byte: number;
  readonly mask: number;
}

/**
 * Bytes and masks that explain a difference of two CRCs, the last byte first. The register is run
 * backwards over bytes that did not change: wherever it is less than 256 it is the mask itself.
 */
function candidates(syndrome: number, length: number): readonly Candidate[] {
  const found: Candidate[] = [];
  let register = syndrome;
  for (let byte = length - 1; byte >= 0 && found.length < CANDIDATES_MOST; byte -= 1) {
    register = registerBefore(register);
    if (register > 0 && register < 256) found.push({ byte, mask: register });
  }
  return found;
}
