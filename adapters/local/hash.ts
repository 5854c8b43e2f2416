import { hash } from 'node:crypto';
import { type Sha256, sha256 } from '../../core/units.ts';

/** SHA-256 of bytes, or of a text in UTF-8. */
export const hashOf = (data: string | Uint8Array): Sha256 => sha256(hash('sha256', data, 'hex'));
