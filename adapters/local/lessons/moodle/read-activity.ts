import type { Archive } from '../../archive/archive.ts';
import { isOpenToAll } from './availability.ts';
import type { BackupSummary, ListedActivity } from './backup-summary.ts';
import type { Activity, Chapter } from './course-parts.ts';
import { moodleId } from './moodle-id.ts';
import { moodleLine } from './moodle-line.ts';
import { readRecords, type XmlRecord } from './read-records.ts';

export type ReadActivity =
  | { readonly kind: 'shown'; readonly activity: Activity }
  /** A key of `mirror.leftOut`. */
  | { readonly kind: 'left-out'; readonly reason: string };

/** Letters of all texts of one book, which is held whole while its chapters are written. Chosen. */
const MAX_BOOK = 16 * 1024 * 1024;

/**
 * Read what is needed to give an activity its place, and see whether pupils may see it.
 *
 * @throws PreauError `mirror-source-unreadable` when its files are absent or broken
 */
export async function readActivity(
  archive: Archive,
  listed: ListedActivity,
  backup: BackupSummary,
): Promise<ReadActivity> {
  // Moodle 5 keeps question banks as activities.
  if (listed.module === 'qbank') return { kind: 'left-out', reason: 'question-bank' };
  const place = await readPlace(archive, listed, backup);
  if (typeof place === 'string') return { kind: 'left-out', reason: place };
  const activity = await describe(archive, listed, place.isListed);
  const letters = activity.chapters.reduce((sum, chapter) => sum + chapter.letters, 0);
  if (letters > MAX_BOOK) return { kind: 'left-out', reason: 'too-big' };
  return { kind: 'shown', activity };
}

const PLACE = ['visible', 'visibleoncoursepage', 'availability', 'downloadcontent'];

/** @returns a key of `mirror.leftOut` for what pupils do not see */
async function readPlace(
  archive: Archive,
  { folder, module }: ListedActivity,
  backup: BackupSummary,
): Promise<{ readonly isListed: boolean } | string> {
  const found: XmlRecord[] = [];
  await readRecords(
    archive,
    `${folder}module.xml`,
    [{ path: 'module', fields: PLACE }],
    (record) => {
      found.push(record);
      return true;
    },
  );
  const [record] = found;
  if (record === undefined) return 'unreadable';
  const field = (name: string): string => record.fields.get(name) ?? '';
  const isListed = field('visibleoncoursepage') !== '0';
  // A label that is not on the course page is nowhere.
  if (field('visible') === '0' || (module === 'label' && !isListed)) return 'unpublished';
  if (!isOpenToAll(field('availability'), backup.backedUpAtSec)) return 'restricted';
  return field('downloadcontent') === '0' ? 'no-download' : { isListed };
}

async function describe(
  archive: Archive,
  listed: ListedActivity,
  isListed: boolean,
): Promise<Activity> {
  const { cmid, sectionId, module, folder } = listed;
  const found = { title: '', contextId: '', instanceId: '', revision: '', letters: 0 };
  const chapters: (Chapter & { readonly page: number })[] = [];
  const shapes = [
    { path: 'activity', fields: [] },
    { path: `activity/${module}`, fields: ['name', 'intro', 'content', 'revision'] },
    { path: 'activity/book/chapters/chapter', fields: CHAPTER },
  ];
  await readRecords(archive, `${folder}${module}.xml`, shapes, ({ path, attributes, fields }) => {
    if (path === 'activity') found.contextId = moodleId(attributes.get('contextid'));
    else if (path.endsWith('/chapter')) {
      const isHidden = fields.get('hidden') === '1';
      if (!isHidden) chapters.push(chapterOf(attributes.get('id'), fields));
    } else {
      found.title = moodleLine(fields.get('name'));
      found.instanceId = moodleId(attributes.get('id'));
      found.revision = moodleId(fields.get('revision'));
      found.letters = (fields.get('intro') ?? '').length + (fields.get('content') ?? '').length;
    }
  });
  return {
    ...found,
    title: found.title || listed.title || module,
    cmid,
    sectionId,
    module,
    folder,
    isListed,
    chapters: chapters.toSorted((a, b) => a.page - b.page),
  };
}

const CHAPTER = ['pagenum', 'subchapter', 'title', 'hidden', 'content'];

const chapterOf = (id: string | undefined, fields: ReadonlyMap<string, string>) => ({
  id: moodleId(id),
  title: moodleLine(fields.get('title')),
  isSub: fields.get('subchapter') === '1',
  page: Number(moodleId(fields.get('pagenum'))),
  letters: (fields.get('content') ?? '').length,
});
