import { crc32 } from 'node:zlib';
import { hashOf } from '../hash.ts';

/** Letters of {@link sealOf}. */
export const SEAL_BYTES = 'crc32:'.length + 8 + ' sha256:'.length + 64;

/**
 * What a dossier ends with, as the archive's comment: two digests of every byte before it. SHA-256
 * says whether one was changed; CRC-32, which adds up bit by bit, lets {@link locateFlip} say which.
 * SHA-256 stands last, where `tail -c 64` has it.
 */
export function sealOf(before: Uint8Array): string {
  const sum = crc32(before).toString(16).padStart(8, '0');
  return `crc32:${sum} sha256:${hashOf(before)}`;
}
