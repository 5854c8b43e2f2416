import { SOURCE_LIMITS } from '../lesson-limits.ts';
import type { BackupSummary } from './backup-summary.ts';
import { moodleId } from './moodle-id.ts';

/** Numbers in the sequences of all sections together. Chosen: an activity stands in one. */
const MAX_NUMBERS = 2 * SOURCE_LIMITS.files;

/**
 * Reads the sequences of a course's sections, one after the other: activities that the backup lists,
 * each once a section, held by the list's own text and not by that of the sequence.
 *
 * @returns fewer once all sequences are longer than a course's
 */
export function sequenceReader({
  activities,
}: BackupSummary): (sequence: string) => readonly string[] {
  const listed = new Map(activities.map(({ cmid }) => [cmid, cmid]));
  let left = MAX_NUMBERS;
  return (sequence) => {
    const named = new Set(sequence.split(',').flatMap((one) => listed.get(moodleId(one)) ?? []));
    const kept = [...named].filter((cmid) => cmid !== '').slice(0, left);
    left -= kept.length;
    return kept;
  };
}
