import type { Archive } from '../../archive/archive.ts';
import { isOpenToAll } from './availability.ts';
import type { BackupSummary, ListedSection } from './backup-summary.ts';
import type { Section } from './course-parts.ts';
import { moodleId } from './moodle-id.ts';
import { moodleLine } from './moodle-line.ts';
import { readRecords, type XmlRecord } from './read-records.ts';

export type ReadSection =
  | { readonly kind: 'shown'; readonly section: Section }
  /** A key of `mirror.leftOut`. */
  | { readonly kind: 'left-out'; readonly reason: string };

const FIELDS = [
  'number',
  'name',
  'summary',
  'sequence',
  'visible',
  'availabilityjson',
  'component',
  'itemid',
];

/**
 * Read one section, and see whether pupils may see it.
 *
 * @throws PreauError `mirror-source-unreadable` when its file is absent or broken
 */
export async function readSection(
  archive: Archive,
  listed: ListedSection,
  backup: BackupSummary,
  readSequence: (sequence: string) => readonly string[],
): Promise<ReadSection> {
  let read: ReadSection = { kind: 'left-out', reason: 'missing-file' };
  const shape = { path: 'section', fields: FIELDS };
  await readRecords(archive, `${listed.folder}section.xml`, [shape], (record) => {
    const refusal = refusalOf(record, backup);
    read =
      refusal === null
        ? { kind: 'shown', section: sectionOf(record, listed, readSequence) }
        : { kind: 'left-out', reason: refusal };
    return true;
  });
  return read;
}

/** @returns a key of `mirror.leftOut` for what pupils do not see */
function refusalOf({ fields }: XmlRecord, { backedUpAtSec }: BackupSummary): string | null {
  if (fields.get('visible') === '0') return 'unpublished';
  return isOpenToAll(fields.get('availabilityjson') ?? '', backedUpAtSec) ? null : 'restricted';
}

function sectionOf(
  { fields }: XmlRecord,
  { id, folder }: ListedSection,
  readSequence: (sequence: string) => readonly string[],
): Section {
  const field = (name: string): string => fields.get(name) ?? '';
  return {
    id,
    folder,
    number: Number(moodleId(field('number'))),
    title: moodleLine(field('name')),
    letters: field('summary').length,
    sequence: readSequence(field('sequence')),
    subsectionId: field('component') === 'mod_subsection' ? moodleId(field('itemid')) : '',
  };
}
