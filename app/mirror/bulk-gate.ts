import { documentKind, isDownload } from '../../core/mirror/document-kind.ts';
import type { FileTreatment } from './file-types.ts';
import type { LessonFile, LessonSet } from './ports.ts';

const MB = 1_000_000;

/**
 * What one set of lessons may hold of files that a page does not need to be read. Chosen: a dictation
 * of four minutes is 2 MB, a class's slides with pictures 10; a school's line takes 1 MB in a second.
 */
export const BULK_LIMITS = {
  sound: { eachBytes: 2 * MB, allBytes: 30 * MB },
  document: { eachBytes: 10 * MB, allBytes: 200 * MB },
} as const;

type Bulk = keyof typeof BULK_LIMITS;

/** @returns why a file is one too many, as a key of `mirror.leftOut`; null when it has its place */
export type BulkGate = (
  file: LessonFile,
  treatment: FileTreatment,
  set: LessonSet,
) => string | null;

/** Count sounds and office files as they come, by set; the first ones have the places. */
export function bulkGate(): BulkGate {
  const taken = new Map<string, number>();
  return ({ sizeBytes }, treatment, { folder }) => {
    const bulk = bulkOf(treatment);
    if (bulk === null) return null;
    const { eachBytes, allBytes } = BULK_LIMITS[bulk];
    if (sizeBytes > eachBytes) return `${bulk}-large`;
    const key = `${bulk} ${folder}`;
    const all = (taken.get(key) ?? 0) + sizeBytes;
    if (all > allBytes) return `${bulk}-many`;
    taken.set(key, all);
    return null;
  };
}

function bulkOf(treatment: FileTreatment): Bulk | null {
  if (treatment.kind !== 'copy' || documentKind(treatment.type) === null) return null;
  if (treatment.type.startsWith('audio/')) return 'sound';
  return isDownload(treatment.type) ? 'document' : null;
}
