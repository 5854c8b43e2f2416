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
  'summaryformat',
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
): Promise<ReadSection> {
  let read: ReadSection = { kind: 'left-out', reason: 'missing-file' };
  const shape = { path: 'section', fields: FIELDS };
  await readRecords(archive, `${listed.folder}section.xml`, [shape], (record) => {
    read = judge(record, listed, backup);
    return true;
  });
  return read;
}

function judge({ fields }: XmlRecord, listed: ListedSection, backup: BackupSummary): ReadSection {
  const field = (name: string): string => fields.get(name) ?? '';
  if (field('visible') === '0') return { kind: 'left-out', reason: 'unpublished' };
  if (!isOpenToAll(field('availabilityjson'), backup.backedUpAtSec)) {
    return { kind: 'left-out', reason: 'restricted' };
  }
  const section = {
    id: listed.id,
    number: Number(moodleId(field('number'))),
    title: moodleLine(field('name')),
    summary: { text: field('summary'), format: field('summaryformat') },
    sequence: field('sequence').split(',').map(moodleId).filter(Boolean),
    subsectionId: field('component') === 'mod_subsection' ? moodleId(field('itemid')) : '',
  };
  return { kind: 'shown', section };
}
