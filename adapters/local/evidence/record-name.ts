import type { RawRecord } from '../../../app/ports.ts';
import { type Sha256, sha256 } from '../../../core/units.ts';

/** What the name of a record tells without opening it. */
export type NamedRecord = Pick<RawRecord, 'hash' | 'sizeBytes'>;

const NAME = /^([0-9a-f]{64})-(\d{1,10})\.json$/u;

/** A record's name holds its size, so that a listing alone tells how full an incident is. */
export const recordName = (hash: Sha256, sizeBytes: number): string => `${hash}-${sizeBytes}.json`;

/** @returns null for the name of something else */
export function readRecordName(name: string): NamedRecord | null {
  const [, hash, size] = NAME.exec(name) ?? [];
  return hash === undefined ? null : { hash: sha256(hash), sizeBytes: Number(size) };
}
