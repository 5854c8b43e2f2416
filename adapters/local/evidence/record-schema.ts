import * as z from 'zod/mini';
import type { RawRecord } from '../../../app/ports.ts';
import type { EpochMs } from '../../../core/units.ts';
import { readRecordName, recordName } from './record-name.ts';
import { parseForeignJson } from '../../../core/parse-foreign-json.ts';

const schema = z.object({
  from: z.string(),
  fetchedAt: z.pipe(
    z.int(),
    z.transform((at) => at as EpochMs),
  ),
  status: z.exactOptional(z.int()),
  contentType: z.exactOptional(z.string()),
});

const FROM_MAX_CHARS = 500;
const TYPE_MAX_CHARS = 100;

/** A record as it is stored: its name, and its text. Addresses and types come from outside, and are cut. */
export function writeRecord(record: RawRecord): { readonly name: string; readonly text: string } {
  const { hash, sizeBytes, from, fetchedAt, status, contentType } = record;
  const text = JSON.stringify({
    from: from.slice(0, FROM_MAX_CHARS),
    fetchedAt,
    ...(status !== undefined && { status }),
    ...(contentType !== undefined && { contentType: contentType.slice(0, TYPE_MAX_CHARS) }),
  });
  return { name: recordName(hash, sizeBytes), text };
}

/** @returns null when name or text are not those of a record */
export function readRecord(name: string, text: string): RawRecord | null {
  const named = readRecordName(name);
  if (named === null) return null;
  const read = schema.safeParse(parsed(text));
  return read.success ? { ...named, ...read.data } : null;
}

function parsed(text: string): unknown {
  try {
    return parseForeignJson(text);
  } catch {
    return null;
  }
}
