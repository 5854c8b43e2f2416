import type { S3Client } from '@aws-sdk/client-s3';
import { EVIDENCE_LIMITS, type EvidenceLimits } from '../../app/cause/evidence-limits.ts';
import type { Evidence, RawRecord } from '../../app/ports.ts';
import { recordOf } from '../local/evidence/folder-evidence.ts';
import { hasRoom } from '../local/evidence/has-room.ts';
import { incidentFolder } from '../local/evidence/incident-folder.ts';
import { type NamedRecord, readRecordName } from '../local/evidence/record-name.ts';
import { readRecord, writeRecord } from '../local/evidence/record-schema.ts';
import { hashOf } from '../local/hash.ts';
import { createS3Blobs } from './s3-blobs.ts';
import { listObjects } from './s3-list.ts';
import { putObject } from './s3-put.ts';
import { readObject } from './s3-read.ts';

export interface S3EvidenceOptions {
  readonly client: S3Client;
  readonly bucket: string;
  /** Where the bytes are, each object named for its hash, e.g. `blobs/`. */
  readonly blobs: string;
  /** Where the records are, one folder an incident, e.g. `evidence/`. */
  readonly records: string;
  readonly limits?: EvidenceLimits;
}

/** No record is longer: its two texts are cut when it is written. */
const RECORD_MAX_BYTES = 8_192;

/**
 * Raw forms in a bucket: bytes under their hash, and one small record for each and its incident.
 * Bytes are there before their record is.
 *
 * @throws PreauError `store-unavailable`
 */
export function createS3Evidence(options: S3EvidenceOptions): Evidence {
  const { client, bucket: Bucket, limits = EVIDENCE_LIMITS } = options;
  const blobs = createS3Blobs({
    client,
    bucket: Bucket,
    prefix: options.blobs,
    maxBytes: limits.formBytes,
  });
  const prefixOf = (incident: string) => `${options.records}${incidentFolder(incident)}/`;
  return {
    keep: async (incident, raw) => {
      const sizeBytes = raw.bytes.length;
      if (sizeBytes > limits.formBytes) return null;
      const hash = hashOf(raw.bytes);
      const Prefix = prefixOf(incident);
      const kept = await keptUnder(client, { Bucket, Prefix });
      if (kept.some((one) => one.hash === hash)) return hash;
      if (!hasRoom(kept, sizeBytes, limits)) return null;
      await blobs.put(raw.bytes);
      const { name, text } = writeRecord(recordOf(hash, raw));
      await putObject(client, {
        Bucket,
        Key: `${Prefix}${name}`,
        Body: text,
        ContentType: 'application/json',
      });
      return hash;
    },
    read: (hash) => blobs.get(hash),
    recordsOf: async (incident) => {
      const Prefix = prefixOf(incident);
      const records: RawRecord[] = [];
      for await (const { key } of listObjects(client, { Bucket, Prefix })) {
        if (records.length === limits.forms) break;
        const bytes = await readObject(client, { Bucket, Key: key }, RECORD_MAX_BYTES);
        const text = Buffer.from(bytes ?? []).toString('utf8');
        const record = readRecord(key.slice(Prefix.length), text);
        if (record !== null) records.push(record);
      }
      return records.toSorted((one, other) => one.fetchedAt - other.fetchedAt);
    },
  };
}

async function keptUnder(
  client: S3Client,
  place: { readonly Bucket: string; readonly Prefix: string },
): Promise<readonly NamedRecord[]> {
  const kept: NamedRecord[] = [];
  for await (const { key } of listObjects(client, place)) {
    const named = readRecordName(key.slice(place.Prefix.length));
    if (named !== null) kept.push(named);
  }
  return kept;
}
