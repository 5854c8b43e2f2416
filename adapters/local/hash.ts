import { createHash } from 'node:crypto';
import { type Sha256, sha256 } from '../../core/units.ts';

/** SHA-256 of bytes, or of a text in UTF-8. */
export const hashOf = (data: string | Uint8Array): Sha256 =>
  sha256(createHash('sha256').update(data).digest('hex'));
