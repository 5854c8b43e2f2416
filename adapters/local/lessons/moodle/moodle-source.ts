import type { LessonSource, MirrorWords } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import { type LessonPackage, type PackageFile, packageSource } from '../package/lesson-package.ts';
import { writtenPage } from '../package/written-page.ts';
import { arrangeCourse } from './arrange-course.ts';
import { SUMMARY_FILE } from './backup-summary.ts';
import { courseAddresses, sitePath } from './course-addresses.ts';
import type { CourseDesk } from './course-desk.ts';
import { readPoolFile } from './file-pool.ts';
import { fileRights } from './file-rights.ts';
import { fileKey } from './moodle-links.ts';
import { type CoursePage, nameCourse } from './name-course.ts';
import { type NamedFile, nameFiles } from './name-files.ts';
import { chapterReader } from './read-chapters.ts';
import { type Course, readCourse } from './read-course.ts';
import { writeActivity, writeChapter } from './write-activity.ts';
import { writeHome, writeSection } from './write-contents.ts';

/** Whether a package is a Moodle backup, of any version since 2.0. */
export const isMoodle = (archive: Archive): boolean => rootOf(archive) !== null;

/**
 * A Moodle course backup (`.mbz`, ZIP or gzipped TAR) as a source of lessons. Closing it closes
 * the archive.
 */
export const moodleSource = (
  archive: Archive,
  { words }: { readonly words: MirrorWords },
): LessonSource => packageSource(archive, () => readMoodle(archive, words));

/** The folder that the backup lies in: the package's own root, or the only one around it. */
function rootOf(archive: Archive): string | null {
  const name = archive.entries.find(
    (entry) => entry.name === SUMMARY_FILE || /^[^/]+\/moodle_backup\.xml$/.test(entry.name),
  )?.name;
  return name === undefined ? null : name.slice(0, -SUMMARY_FILE.length);
}

async function readMoodle(archive: Archive, words: MirrorWords): Promise<LessonPackage> {
  const course = await readCourse(archive, rootOf(archive) ?? '');
  const lines = arrangeCourse(course.sections, course.activities);
  const pages = nameCourse(course.title, lines, words);
  const { courseContextId } = course.backup;
  const named = nameFiles(course.files, pages, courseContextId, archive.entries);
  const aliases = courseAddresses(course.backup, pages, named.files);
  const desk: CourseDesk = {
    archive,
    course,
    pages,
    links: linksOf(course, aliases, named.files),
    filesOf: byContext(named.files),
    readChapter: chapterReader(archive),
    words,
  };
  return {
    title: course.title,
    aliases,
    hosts: hostsOf(course),
    files: [...pages.flatMap((page) => pageFile(desk, page)), ...named.files.map(fileOf(archive))],
    leftOut: [...course.leftOut, ...named.leftOut],
    outline: pages.flatMap((page) => (isLine(page) ? [page] : [])),
  };
}

const isLine = (page: CoursePage): page is Exclude<CoursePage, { kind: 'home' | 'label' }> => {
  if (page.kind === 'home' || page.kind === 'label') return false;
  return page.kind === 'section' || page.activity.isListed;
};

const hostsOf = ({ backup }: Course): readonly string[] =>
  backup.site === '' ? [] : [new URL(backup.site).hostname];

const linksOf = (
  course: Course,
  aliases: Readonly<Record<string, string>>,
  files: readonly NamedFile[],
): CourseDesk['links'] => ({
  top: sitePath(course.backup),
  addresses: new Map(Object.entries(aliases)),
  files: new Map(files.map(({ file, name }) => [fileKey(file, file.path), name])),
});

function byContext(files: readonly NamedFile[]): CourseDesk['filesOf'] {
  const found = Map.groupBy(files, ({ file }) => file.contextId);
  return (contextId) => found.get(contextId) ?? [];
}

const fileOf =
  (archive: Archive) =>
  ({ file, name, sizeBytes }: NamedFile): PackageFile => ({
    name,
    sizeBytes,
    rights: fileRights(file.licence),
    ...(/\.x?html?$/i.test(name) && { authored: () => readPoolFile(archive, file) }),
    make: () => readPoolFile(archive, file),
  });

/** Letters of what is written around a teacher's text. About. */
const FRAME_LETTERS = 1_000;

function pageFile(desk: CourseDesk, page: CoursePage): readonly PackageFile[] {
  if (page.kind === 'label') return [];
  const { name, title } = page;
  const language = desk.course.language;
  const make = async (): Promise<Uint8Array> =>
    writtenPage({ title, language, body: await bodyOf(desk, page) });
  return [{ name, sizeBytes: FRAME_LETTERS + lettersOf(desk.course, page), make }];
}

function lettersOf(course: Course, page: CoursePage): number {
  if (page.kind === 'chapter') return page.chapter.letters;
  if (page.kind === 'activity') return page.activity.letters;
  return page.kind === 'section' ? page.section.letters : course.summary.text.length;
}

async function bodyOf(
  desk: CourseDesk,
  page: Exclude<CoursePage, { kind: 'label' }>,
): Promise<string> {
  if (page.kind === 'home') return writeHome(desk, page.name);
  if (page.kind === 'section') return writeSection(desk, page);
  return page.kind === 'chapter' ? writeChapter(desk, page) : writeActivity(desk, page);
}
