import { PreauError } from '../../../../core/errors.ts';
import { withoutEnd } from '../../../../core/mirror/without-end.ts';
import type { Archive } from '../../archive/archive.ts';
import { SOURCE_LIMITS } from '../lesson-limits.ts';
import { moodleId } from './moodle-id.ts';
import { moodleLine } from './moodle-line.ts';
import { readRecords, type XmlRecord } from './read-records.ts';

/** One thing that a backup says it holds. */
export interface ListedActivity {
  readonly cmid: string;
  readonly sectionId: string;
  /** `page`, `quiz`, …: a short word of letters, digits and `_`. */
  readonly module: string;
  readonly title: string;
  /** Its folder in the backup, with a slash at the end. */
  readonly folder: string;
}

export interface ListedSection {
  readonly id: string;
  readonly title: string;
  readonly folder: string;
}

/** What `moodle_backup.xml` says of a backup. */
export interface BackupSummary {
  /** Seconds since 1970; 0 when it is not said. */
  readonly backedUpAtSec: number;
  /** `https://moodle.example/ent`, without a slash at the end; '' when it is no address. */
  readonly site: string;
  readonly courseId: string;
  readonly courseContextId: string;
  readonly courseTitle: string;
  readonly activities: readonly ListedActivity[];
  readonly sections: readonly ListedSection[];
}

const TOP = 'moodle_backup/information';
const ACTIVITY = `${TOP}/contents/activities/activity`;
const SECTION = `${TOP}/contents/sections/section`;

/** The file by which a Moodle backup is known, in any version since 2.0. */
export const SUMMARY_FILE = 'moodle_backup.xml';

/**
 * Read what a backup says of itself.
 *
 * @param root the folder in the package that holds the backup: '' as Moodle writes it
 * @throws PreauError `mirror-source-unreadable`
 */
export async function readSummary(archive: Archive, root: string): Promise<BackupSummary> {
  const activities: ListedActivity[] = [];
  const sections: ListedSection[] = [];
  let information: XmlRecord | null = null;
  const shapes = [
    { path: TOP, fields: INFORMATION },
    { path: ACTIVITY, fields: ['moduleid', 'sectionid', 'modulename', 'title', 'directory'] },
    { path: SECTION, fields: ['sectionid', 'title', 'directory'] },
  ];
  await readRecords(archive, root + SUMMARY_FILE, shapes, (record) => {
    if (record.path === ACTIVITY) activities.push(listedActivity(record, root));
    else if (record.path === SECTION) sections.push(listedSection(record, root));
    else information = record;
    const count = activities.length + sections.length;
    if (count > SOURCE_LIMITS.files) throw tooMany(root + SUMMARY_FILE);
  });
  return { ...summaryOf(information), activities, sections };
}

const tooMany = (name: string): PreauError =>
  new PreauError(
    'mirror-source-unreadable',
    `${name}: expected at most ${SOURCE_LIMITS.files} sections and activities, got more; back the course up in parts`,
    { said: { key: 'course.activities', values: { where: name, most: SOURCE_LIMITS.files } } },
  );

const INFORMATION = [
  'backup_date',
  'original_wwwroot',
  'original_course_id',
  'original_course_fullname',
  'original_course_contextid',
];

function summaryOf(record: XmlRecord | null): Omit<BackupSummary, 'activities' | 'sections'> {
  const field = (name: string): string => record?.fields.get(name) ?? '';
  return {
    backedUpAtSec: Number(moodleId(field('backup_date'))),
    site: siteOf(field('original_wwwroot')),
    courseId: moodleId(field('original_course_id')),
    courseContextId: moodleId(field('original_course_contextid')),
    courseTitle: moodleLine(field('original_course_fullname')),
  };
}

/** Letters of a site's address: what browsers and servers take at the least in common. Chosen. */
const MAX_SITE = 2_000;

function siteOf(address: string): string {
  if (address.length > MAX_SITE) return '';
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return '';
  const { origin, pathname } = new URL(address);
  // Percent signs in it would be read twice; no Moodle stands under such a path.
  return pathname.includes('%') ? '' : origin + withoutEnd(pathname, '/');
}

const listedActivity = ({ fields }: XmlRecord, root: string): ListedActivity => ({
  cmid: moodleId(fields.get('moduleid')),
  sectionId: moodleId(fields.get('sectionid')),
  module: /^[a-z][a-z0-9_]{0,39}$/.exec(fields.get('modulename') ?? '')?.[0] ?? '',
  title: moodleLine(fields.get('title')),
  folder: `${root}${fields.get('directory') ?? ''}/`,
});

const listedSection = ({ fields }: XmlRecord, root: string): ListedSection => ({
  id: moodleId(fields.get('sectionid')),
  title: moodleLine(fields.get('title')),
  folder: `${root}${fields.get('directory') ?? ''}/`,
});
