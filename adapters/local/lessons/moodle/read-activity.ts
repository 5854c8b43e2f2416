import type { Archive } from '../../archive/archive.ts';
import { isOpenToAll } from './availability.ts';
import type { BackupSummary, ListedActivity } from './backup-summary.ts';
import type { Activity, Chapter } from './course-parts.ts';
import { moodleId } from './moodle-id.ts';
import { readRecords } from './read-records.ts';

export type ReadActivity =
  | { readonly kind: 'shown'; readonly activity: Activity }
  /** A key of `mirror.leftOut`. */
  | { readonly kind: 'left-out'; readonly reason: string };

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
  const reason = await refusal(archive, listed, backup);
  if (reason !== null) return { kind: 'left-out', reason };
  return { kind: 'shown', activity: await describe(archive, listed) };
}

async function refusal(
  archive: Archive,
  { folder, module }: ListedActivity,
  backup: BackupSummary,
): Promise<string | null> {
  // Moodle 5 keeps question banks as activities.
  if (module === 'qbank') return 'question-bank';
  let reason: string | null = 'missing-file';
  const fields = ['visible', 'availability', 'downloadcontent'];
  await readRecords(archive, `${folder}module.xml`, [{ path: 'module', fields }], (record) => {
    const field = (name: string): string => record.fields.get(name) ?? '';
    reason = null;
    if (field('visible') === '0') reason = 'unpublished';
    else if (!isOpenToAll(field('availability'), backup.backedUpAtSec)) reason = 'restricted';
    else if (field('downloadcontent') === '0') reason = 'no-download';
    return true;
  });
  return reason;
}

async function describe(archive: Archive, listed: ListedActivity): Promise<Activity> {
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
      found.title = fields.get('name') ?? '';
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
    chapters: chapters.toSorted((a, b) => a.page - b.page),
  };
}

const CHAPTER = ['pagenum', 'subchapter', 'title', 'hidden', 'content'];

const chapterOf = (id: string | undefined, fields: ReadonlyMap<string, string>) => ({
  id: moodleId(id),
  title: fields.get('title') ?? '',
  isSub: fields.get('subchapter') === '1',
  page: Number(moodleId(fields.get('pagenum'))),
  letters: (fields.get('content') ?? '').length,
});
