import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EVIDENCE_LIMITS, type EvidenceLimits } from '../../../app/cause/evidence-limits.ts';
import type { Evidence, RawForm, RawRecord } from '../../../app/ports.ts';
import { PreauError } from '../../../core/errors.ts';
import type { Sha256 } from '../../../core/units.ts';
import { createFolderBlobs } from '../blobs.ts';
import { hashOf } from '../hash.ts';
import { hasRoom } from './has-room.ts';
import { incidentFolder } from './incident-folder.ts';
import { readRecordName } from './record-name.ts';
import { readRecord, writeRecord } from './record-schema.ts';
import { writeOnce } from './write-once.ts';

/**
 * Raw forms in a folder: `blobs/` has the bytes, each file named for its hash, and
 * `incidents/<incident>/` one small record for each. Bytes are there before their record is.
 *
 * @throws PreauError `store-unavailable`, retryable, when the disk is full or away
 */
export function createFolderEvidence(
  folder: string,
  limits: EvidenceLimits = EVIDENCE_LIMITS,
): Evidence {
  const blobs = createFolderBlobs(join(folder, 'blobs'));
  const recordsIn = (incident: string) => join(folder, 'incidents', incidentFolder(incident));
  const keep = async (within: string, raw: RawForm): Promise<Sha256 | null> => {
    const sizeBytes = raw.bytes.length;
    if (sizeBytes > limits.formBytes) return null;
    const hash = hashOf(raw.bytes);
    const kept = (await namesIn(within)).flatMap((name) => readRecordName(name) ?? []);
    if (kept.some((one) => one.hash === hash)) return hash;
    if (!hasRoom(kept, sizeBytes, limits)) return null;
    await blobs.put(raw.bytes);
    const { name, text } = writeRecord(recordOf(hash, raw));
    await writeOnce(within, name, text);
    return hash;
  };
  return {
    keep: async (incident, raw) => {
      const within = recordsIn(incident);
      return keep(within, raw).catch(unavailable(folder));
    },
    read: (hash) => blobs.get(hash),
    recordsOf: async (incident) => {
      const within = recordsIn(incident);
      const names = (await namesIn(within)).filter((name) => readRecordName(name) !== null);
      const records: RawRecord[] = [];
      for (const name of names.slice(0, limits.forms)) {
        const record = readRecord(name, await readFile(join(within, name), 'utf8'));
        if (record !== null) records.push(record);
      }
      return records.toSorted((one, other) => one.fetchedAt - other.fetchedAt);
    },
  };
}

/** What is written down of a raw form beside its bytes. */
export function recordOf(hash: Sha256, { bytes, ...about }: RawForm): RawRecord {
  return { ...about, hash, sizeBytes: bytes.length };
}

/** A disk may be full for a while: what waits is tried again. */
const unavailable =
  (folder: string) =>
  (error: unknown): never => {
    throw new PreauError(
      'store-unavailable',
      `Expected to keep evidence in ${folder}, got ${error instanceof Error ? error.message : String(error)}. See its disk and its owner.`,
      { cause: error, retryable: true },
    );
  };

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
