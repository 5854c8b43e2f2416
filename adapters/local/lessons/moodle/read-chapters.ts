import type { Archive } from '../../archive/archive.ts';
import { type Activity, type MoodleText, NO_TEXT } from './course-parts.ts';
import { readRecords } from './read-records.ts';

/** Gives the text of one chapter of a book. */
export type ReadChapter = (activity: Activity, chapterId: string) => Promise<MoodleText>;

/**
 * Read books, keeping the last one: chapters are written one after the other, and a book of a
 * hundred would else be read a hundred times.
 */
export function chapterReader(archive: Archive): ReadChapter {
  let cmid: string | null = null;
  let reading: Promise<ReadonlyMap<string, MoodleText>> | null = null;
  return async (activity, chapterId) => {
    if (reading === null || cmid !== activity.cmid) {
      cmid = activity.cmid;
      reading = readBook(archive, activity);
    }
    return (await reading).get(chapterId) ?? NO_TEXT;
  };
}

async function readBook(
  archive: Archive,
  { folder, chapters }: Activity,
): Promise<ReadonlyMap<string, MoodleText>> {
  const shown = new Set(chapters.map(({ id }) => id));
  const texts = new Map<string, MoodleText>();
  const fields = ['content', 'contentformat'];
  const shape = { path: 'activity/book/chapters/chapter', fields };
  await readRecords(archive, `${folder}book.xml`, [shape], (record) => {
    const id = record.attributes.get('id') ?? '';
    if (!shown.has(id) || texts.has(id)) return;
    const format = record.fields.get('contentformat') ?? '1';
    texts.set(id, { text: record.fields.get('content') ?? '', format });
  });
  return texts;
}
