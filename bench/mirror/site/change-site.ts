import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lessonFile, neighbours, chapterOf } from './addresses.ts';
import { lessonPage, seenAlso } from './lesson-page.ts';
import { type LessonSite, sitemapText, writeDated } from './write-site.ts';

/** What became of a site between two crawls. */
export interface SiteChange {
  readonly changed: readonly number[];
  readonly removed: readonly number[];
  /** Pages that have to change: the changed lessons, and those that link to a removed one. */
  readonly pages: number;
}

/** One lesson in 20 is written over, one in 200 taken away: 100 and 10 of 2,000. */
const isChanged = (lesson: number): boolean => lesson % 20 === 1;
const isRemoved = (lesson: number): boolean => lesson % 200 === 7;

/** A day after the site was written. */
const CHANGED_AT = new Date(1_767_600_000_000 + 86_400_000);

/** Change a site as a day of teachers does. Links to what is gone stay, as they do on real sites. */
export async function changeSite(site: LessonSite): Promise<SiteChange> {
  const { folder, lessons, origin } = site;
  const all = Array.from({ length: lessons }, (_, index) => index + 1);
  const changed = all.filter(isChanged);
  const removed = all.filter(isRemoved);
  for (const lesson of changed) {
    const page = lessonPage(lesson, { lessons, origin, revision: 2 });
    await writeDated(join(folder, lessonFile(lesson)), page, CHANGED_AT);
  }
  for (const lesson of removed) await rm(join(folder, lessonFile(lesson)));
  const sitemap = sitemapText(origin, lessons, new Set(removed));
  await writeDated(join(folder, 'sitemap.xml'), sitemap, CHANGED_AT);
  return { changed, removed, pages: pagesToChange(all, new Set(removed)) };
}

function pagesToChange(all: readonly number[], gone: ReadonlySet<number>): number {
  const touched = all.filter((lesson) => {
    if (gone.has(lesson)) return false;
    const { before, after } = neighbours(lesson, all.length);
    const { plain, session } = seenAlso(lesson, all.length);
    return isChanged(lesson) || [before, after, plain, session].some((one) => gone.has(one));
  });
  return touched.length + new Set([...gone].map(chapterOf)).size;
}
