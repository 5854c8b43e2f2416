import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { courseFiles } from './course-files.ts';
import { OWN_PAGES } from './own-pages.ts';
import { ownFiles } from './own-files.ts';
import type { SiteFrame } from './page-frame.ts';
import type { LessonSet, PackedFile, ReleaseDraft } from './ports.ts';
import { foldWord } from './search/word-key.ts';
import type { CourseArchive, ListedSite, OwnPagePorts } from './write-own-pages.ts';

/**
 * What one archive may hold, in bytes before compression: a school's line of 2 Mbit/s has it in seven
 * minutes, and a server that reads files whole can give it to some pupils at once. Chosen.
 */
const ARCHIVE_MAX_BYTES = 100_000_000;

/** Files of the mirror that mean nothing on a disk: they answer for a server. */
const SERVERS_OWN: ReadonlySet<string> = new Set([
  OWN_PAGES.missing,
  OWN_PAGES.missingScript,
  OWN_PAGES.login,
  OWN_PAGES.absent,
  OWN_PAGES.worker,
  OWN_PAGES.status,
]);

export interface WrittenArchives {
  readonly archives: readonly CourseArchive[];
  readonly files: readonly ManifestFile[];
}

export const NO_ARCHIVES: WrittenArchives = { archives: [], files: [] };

interface Course {
  readonly path: string;
  readonly title: string;
  /** Whether the site's own home page is part of it. */
  readonly hasHome: boolean;
  readonly holds: (path: string) => boolean;
}

/**
 * Each course as one ZIP that opens from a disk by its `index.html`: with its own list, its own search,
 * and nothing that needs a server. One course gives one archive, several give one each.
 *
 * A draft that cannot read back what it wrote has none, and the list of lessons then names none.
 *
 * @param files all that the release has of lessons
 */
export async function writeArchives(
  desk: {
    readonly draft: ReleaseDraft;
    readonly frame: SiteFrame;
    readonly sets: readonly LessonSet[];
    readonly ports: OwnPagePorts;
    readonly lessons: Parameters<typeof courseFiles>[0];
  },
  site: ListedSite,
  files: readonly ManifestFile[],
): Promise<WrittenArchives> {
  const { draft } = desk;
  if (draft.pack === undefined) return NO_ARCHIVES;
  const archives: CourseArchive[] = [];
  const written: ManifestFile[] = [];
  for (const course of coursesOf(desk.sets, desk.frame.title, site)) {
    const its = courseFiles(desk.lessons, files, course);
    const { path, title } = course;
    if (its.bytes > ARCHIVE_MAX_BYTES) {
      archives.push({ path, title, sizeBytes: null });
      continue;
    }
    const own = ownPages(desk, site, course);
    const packed: readonly PackedFile[] = [
      ...its.packed,
      ...own.map((file) => ({ kind: 'given' as const, ...file })),
    ].toSorted((a, b) => (a.path < b.path ? -1 : 1));
    const made = await draft.pack(path, packed);
    archives.push({ path, title, sizeBytes: made.sizeBytes });
    written.push({ path, type: 'application/zip', ...made });
  }
  return { archives, files: written };
}

/**
 * The sets that have a folder of their own and lessons in it, and what stands in none of them; all as
 * one where there are not two.
 */
function coursesOf(
  sets: readonly LessonSet[],
  title: string,
  { lessons }: ListedSite,
): readonly Course[] {
  const has = (folder: string): boolean => lessons.some(({ path }) => path.startsWith(folder));
  const own = sets.filter(({ folder }) => folder !== '/' && has(folder));
  const isOuter = ({ folder }: LessonSet): boolean =>
    !own.some((other) => other.folder !== folder && folder.startsWith(other.folder));
  const outer = own.filter(isOuter);
  const isLoose = (path: string): boolean => !outer.some(({ folder }) => path.startsWith(folder));
  const isAnyLoose = lessons.some(({ path }) => isLoose(path));
  const rest = { path: '/_preau/cours.zip', title, hasHome: true };
  if (outer.length + (isAnyLoose ? 1 : 0) < 2) return [{ ...rest, holds: () => true }];
  const taken = new Set<string>();
  const courses = outer.map((set) => ({
    path: freePath(set.folder, taken),
    title: set.title ?? set.folder.slice(1, -1),
    hasHome: false,
    holds: (path: string) => path.startsWith(set.folder),
  }));
  return isAnyLoose ? [...courses, { ...rest, holds: isLoose }] : courses;
}

function freePath(folder: string, taken: Set<string>): string {
  const name = foldWord(folder)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/g, '');
  let path = `/_preau/cours-${name}.zip`;
  for (let count = 2; taken.has(path); count += 1) path = `/_preau/cours-${name}-${count}.zip`;
  taken.add(path);
  return path;
}

function ownPages(
  { frame, ports }: { readonly frame: SiteFrame; readonly ports: OwnPagePorts },
  site: ListedSite,
  { title, hasHome, holds }: Course,
): readonly { readonly path: string; readonly bytes: Uint8Array }[] {
  const alone = {
    lessons: site.lessons.filter(({ path }) => holds(path)),
    contents: site.contents.filter(({ path }) => path === null || holds(path)),
    hasHome: hasHome && site.hasHome,
    edition: site.edition,
    archives: [],
  };
  return ownFiles({ ...frame, title }, alone, ports)
    .filter(({ path }) => !SERVERS_OWN.has(path))
    .map(({ path, bytes }) => ({ path, bytes }));
}
