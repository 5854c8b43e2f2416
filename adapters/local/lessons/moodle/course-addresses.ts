import { encodePath } from '../../../../core/mirror/site-link.ts';
import { withoutEnd } from '../../../../core/mirror/without-end.ts';
import type { BackupSummary } from './backup-summary.ts';
import type { PoolFile } from './file-pool.ts';
import { type CoursePage, HOME } from './name-course.ts';
import type { NamedFile } from './name-files.ts';

/** Parameters that Moodle puts behind the address of an activity, by where it is linked from. */
const WAYS_IN = ['', '&forceview=1', '&redirect=1'];

/** The path that a Moodle stands under: `/ent`, or '' at the top of its host. */
export const sitePath = ({ site }: BackupSummary): string =>
  site === '' ? '' : withoutEnd(new URL(site).pathname, '/');

/**
 * Every address of the original Moodle under which one of these pages and files was asked for, so
 * that the mirror answers it under the same name.
 *
 * @returns addresses from the host's root to names of files
 */
export function courseAddresses(
  backup: BackupSummary,
  pages: readonly CoursePage[],
  files: readonly NamedFile[],
): Readonly<Record<string, string>> {
  const addresses: Record<string, string> = {};
  const top = sitePath(backup);
  const add = (address: string, name: string): void => {
    addresses[top + address] ??= name;
  };
  if (backup.courseId !== '') addCourse(backup.courseId, pages, add);
  let section = HOME;
  for (const page of pages) {
    if (page.kind === 'section') section = page.name;
    if (page.kind === 'section') add(`/course/section.php?id=${page.section.id}`, page.name);
    else if (page.kind === 'label') add(`/mod/label/view.php?id=${page.activity.cmid}`, section);
    else if (page.kind !== 'home') addPage(page, add);
  }
  const revisions = revisionsOf(pages);
  for (const { file, name } of files) addFile(file, revisions.get(file.contextId) ?? '', name, add);
  return addresses;
}

type Add = (address: string, name: string) => void;

function addCourse(courseId: string, pages: readonly CoursePage[], add: Add): void {
  add(`/course/view.php?id=${courseId}`, HOME);
  for (const page of pages) {
    if (page.kind === 'section') {
      add(`/course/view.php?id=${courseId}&section=${page.section.number}`, page.name);
    } else if (page.kind === 'activity') {
      // The list of all activities of one kind, which the course's own page stands in for.
      add(`/mod/${page.activity.module}/index.php?id=${courseId}`, HOME);
    }
  }
}

/** Kinds whose page takes the number within the kind, as a parameter of their first letter. */
const BY_INSTANCE: ReadonlySet<string> = new Set(['book', 'data', 'forum', 'glossary', 'resource']);

function addPage(page: Extract<CoursePage, { kind: 'activity' | 'chapter' }>, add: Add): void {
  const { module, cmid, instanceId } = page.activity;
  const chapter = page.kind === 'chapter' ? `&chapterid=${page.chapter.id}` : '';
  for (const way of WAYS_IN) add(`/mod/${module}/view.php?id=${cmid}${chapter}${way}`, page.name);
  // Teachers link to these kinds by the number within the kind too.
  if (BY_INSTANCE.has(module) && instanceId !== '')
    add(`/mod/${module}/view.php?${module.charAt(0)}=${instanceId}${chapter}`, page.name);
}

function revisionsOf(pages: readonly CoursePage[]): ReadonlyMap<string, string> {
  return new Map(
    pages.flatMap((page) =>
      page.kind === 'activity' ? [[page.activity.contextId, page.activity.revision] as const] : [],
    ),
  );
}

/** Areas whose addresses bear no number of an item. */
const WITHOUT_ITEM: ReadonlySet<string> = new Set(['intro', 'summary']);

/** Moodle counts up a revision in the addresses of contents, where the backup has a 0. */
function addFile(file: PoolFile, revision: string, name: string, add: Add): void {
  const place = `/pluginfile.php/${file.contextId}/${file.component}/${file.area}`;
  const items = WITHOUT_ITEM.has(file.area)
    ? ['']
    : [`/${file.itemId}`, ...(file.area === 'content' && revision !== '' ? [`/${revision}`] : [])];
  for (const item of items) {
    const address = `${place}${item}/${encodePath(file.path)}`;
    add(address, name);
    add(`${address}?forcedownload=1`, name);
  }
}
