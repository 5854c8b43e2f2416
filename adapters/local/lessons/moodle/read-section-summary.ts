import type { Archive } from '../../archive/archive.ts';
import { type MoodleText, NO_TEXT, type Section } from './course-parts.ts';
import { readRecords } from './read-records.ts';

/**
 * Read the text above a section again, when its page is written: a course may have thousands of
 * them, each as long as a page may be.
 *
 * @throws PreauError `mirror-source-unreadable` when its file is absent or broken
 */
export async function readSectionSummary(
  archive: Archive,
  { folder, letters }: Section,
): Promise<MoodleText> {
  if (letters === 0) return NO_TEXT;
  let summary = NO_TEXT;
  const shape = { path: 'section', fields: ['summary', 'summaryformat'] };
  await readRecords(archive, `${folder}section.xml`, [shape], ({ fields }) => {
    summary = { text: fields.get('summary') ?? '', format: fields.get('summaryformat') ?? '' };
    return true;
  });
  return summary;
}
