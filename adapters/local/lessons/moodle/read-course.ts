import type { LeftOut } from '../../../../app/mirror/ports.ts';
import { PreauError } from '../../../../core/errors.ts';
import { withoutEnd } from '../../../../core/mirror/without-end.ts';
import type { Archive } from '../../archive/archive.ts';
import { type BackupSummary, readSummary } from './backup-summary.ts';
import { type Activity, type MoodleText, NO_TEXT, type Section } from './course-parts.ts';
import { type PoolFile, readFilePool } from './file-pool.ts';
import { moodleLine } from './moodle-line.ts';
import { readActivity } from './read-activity.ts';
import { readRecords } from './read-records.ts';
import { readSection } from './read-section.ts';
import { sequenceReader } from './sequence-reader.ts';
import { withoutHiddenSubsections } from './without-hidden-subsections.ts';

/** What of a backup may be shown, as it lies in the package. */
export interface Course {
  readonly backup: BackupSummary;
  readonly title: string;
  readonly summary: MoodleText;
  /** As BCP 47 has it; '' where the course follows the site's. */
  readonly language: string;
  readonly sections: readonly Section[];
  readonly activities: readonly Activity[];
  readonly files: readonly PoolFile[];
  readonly leftOut: readonly LeftOut[];
}

/**
 * Read the shape of a course and leave out what pupils could not see in it. Its texts stay where
 * they are.
 *
 * @throws PreauError `mirror-source-unreadable` when the backup does not say what it holds; a part
 *   that cannot be read is left out
 */
export async function readCourse(archive: Archive, root: string): Promise<Course> {
  const backup = await readSummary(archive, root);
  const leftOut: LeftOut[] = neverRead(archive, root);
  const sections = await shownSections(archive, backup, leftOut);
  const activities = await shownActivities(archive, backup, sections, leftOut);
  const shown = [...sections.values()].filter((section) => section !== null);
  const seen = withoutHiddenSubsections(shown, activities);
  for (const { folder, title } of seen.hidden) {
    leftOut.push({ name: shownName(folder, title), reason: 'unpublished' });
  }
  const pool = await readFilePool(archive, root);
  if (pool.hasOthers) leftOut.push({ name: `${root}files.xml`, reason: 'other-files' });
  const aboutFile = `${root}course/course.xml`;
  const read = await orUnreadable(archive, aboutFile, () => readAbout(archive, aboutFile));
  // The course has its title from the backup's own summary then, and goes on without the rest.
  if (read.kind === 'left-out') leftOut.push({ name: aboutFile, reason: read.reason });
  const about = read.kind === 'left-out' ? NO_ABOUT : read.about;
  const title = about.title || backup.courseTitle;
  const { sections: shownParts, activities: seenActivities } = seen;
  return {
    ...about,
    backup,
    title,
    sections: shownParts,
    activities: seenActivities,
    files: pool.files,
    leftOut,
  };
}

/** What is never opened, where there is any. */
function neverRead(archive: Archive, root: string): LeftOut[] {
  const has = (name: string): boolean => archive.entries.some((entry) => entry.name === name);
  const found: LeftOut[] = [];
  if (has(`${root}users.xml`)) found.push({ name: `${root}users.xml`, reason: 'personal' });
  const bank = `${root}questions.xml`;
  if (has(bank)) found.push({ name: bank, reason: 'question-bank' });
  return found;
}

/** Sections by id; null for one that is left out. */
type Sections = ReadonlyMap<string, Section | null>;

async function shownSections(
  archive: Archive,
  backup: BackupSummary,
  leftOut: LeftOut[],
): Promise<Sections> {
  const sections = new Map<string, Section | null>();
  const readSequence = sequenceReader(backup);
  const folders = new Set<string>();
  for (const listed of backup.sections) {
    const leave = (reason: string): void =>
      void leftOut.push({ name: shownName(listed.folder, listed.title), reason });
    if (sections.has(listed.id) || isTaken(listed.folder, folders)) leave('name-taken');
    else {
      const read = await orUnreadable(archive, `${listed.folder}section.xml`, () =>
        readSection(archive, listed, backup, readSequence),
      );
      if (read.kind === 'left-out') leave(read.reason);
      sections.set(listed.id, read.kind === 'shown' ? read.section : null);
    }
  }
  return sections;
}

async function shownActivities(
  archive: Archive,
  backup: BackupSummary,
  sections: Sections,
  leftOut: LeftOut[],
): Promise<readonly Activity[]> {
  const activities = new Map<string, Activity>();
  const folders = new Set<string>();
  for (const listed of backup.activities) {
    const { cmid, module, folder, title } = listed;
    const leave = (reason: string): void =>
      void leftOut.push({ name: shownName(folder, title), reason });
    if (module === '' || cmid === '') leave('unreadable');
    else if (activities.has(cmid) || isTaken(folder, folders)) leave('name-taken');
    // What stands in a section that pupils cannot see is not seen either.
    else if (sections.get(listed.sectionId) === null) leave('unpublished');
    else {
      const read = await orUnreadable(archive, `${folder}${module}.xml`, () =>
        readActivity(archive, listed, backup),
      );
      if (read.kind === 'left-out') leave(read.reason);
      else activities.set(cmid, read.activity);
    }
  }
  return [...activities.values()];
}

/** No folder is read twice: a list of a hundred thousand that all name one would have no end. */
function isTaken(folder: string, folders: Set<string>): boolean {
  const taken = folders.has(folder);
  folders.add(folder);
  return taken;
}

/** One broken part is one lesson less, not the end of the course. */
async function orUnreadable<Read>(
  archive: Archive,
  name: string,
  read: () => Promise<Read>,
): Promise<Read | { readonly kind: 'left-out'; readonly reason: string }> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof PreauError)) throw error;
    const isThere = archive.entries.some((entry) => entry.name === name);
    return { kind: 'left-out', reason: isThere ? 'unreadable' : 'missing-file' };
  }
}

/** Letters that a line of what was left out shows. Chosen: Moodle's own folders have some 30. */
const MAX_SHOWN_TITLE = 100;
const MAX_SHOWN_FOLDER = 500;

const shownName = (folder: string, title: string): string => {
  const place = withoutEnd(folder.slice(0, MAX_SHOWN_FOLDER), '/');
  return title === '' ? place : `${place}: ${title.slice(0, MAX_SHOWN_TITLE)}`;
};

type About = Pick<Course, 'title' | 'summary' | 'language'>;

const NO_ABOUT: About = { title: '', summary: NO_TEXT, language: '' };

async function readAbout(
  archive: Archive,
  name: string,
): Promise<{ readonly kind: 'read'; readonly about: About }> {
  const about = { ...NO_ABOUT };
  // A backup of one activity has no course.
  if (!archive.entries.some((entry) => entry.name === name)) return { kind: 'read', about };
  const fields = ['fullname', 'summary', 'summaryformat', 'lang'];
  await readRecords(archive, name, [{ path: 'course', fields }], (record) => {
    const field = (key: string): string => record.fields.get(key) ?? '';
    about.title = moodleLine(field('fullname'));
    about.summary = { text: field('summary'), format: field('summaryformat') };
    about.language = /^[a-z]{2,3}(?:_[a-z]{2,8})?$/.test(field('lang'))
      ? field('lang').replace('_', '-')
      : '';
  });
  return { kind: 'read', about };
}
