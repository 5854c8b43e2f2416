import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { newTally } from './build-report.ts';
import type { Neighbours } from './lesson-order.ts';
import type { LessonSource, PackedFile } from './ports.ts';
import { makeLesson } from './make-lesson.ts';
import type { WritingDesk } from './writing-desk.ts';

interface Course {
  readonly path: string;
  readonly holds: (path: string) => boolean;
}

/** What a course is made of when it stands alone. */
export interface CourseFiles {
  readonly packed: readonly PackedFile[];
  /** Before compression; pages that are written anew are counted as the mirror serves them. */
  readonly bytes: number;
}

/**
 * The lessons of a course, and every picture that its pages show or lead to, wherever it stands on the mirror. A
 * page that leads out of the course is written anew for the archive: on a disk, what it leads to is
 * not there, and is said as the cleaner says it of any file that is missing.
 *
 * @param files all that the release has of lessons
 * @param course its archive's path, and whether an address is its own
 */
export function courseFiles(
  { desk, source }: { readonly desk: WritingDesk; readonly source: Pick<LessonSource, 'read'> },
  files: readonly ManifestFile[],
  { path: archive, holds }: Course,
): CourseFiles {
  const shown = shownIn(desk, holds);
  // A disk is asked for no original address: there a page is there once.
  const its = files.filter(
    ({ path, copyOf }) => copyOf === undefined && (holds(path) || shown.has(path)),
  );
  const there = new Set(its.map(({ path }) => path));
  const alone = standAlone({ ...desk, archive }, there);
  const packed = its.map(({ path }): PackedFile => {
    const isWhole = alone === null || !leadsOut(desk, path, there);
    return {
      kind: 'written',
      path,
      ...(!isWhole && { instead: () => rewrite(alone, source, path) }),
    };
  });
  return { packed, bytes: its.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) };
}

/** Pictures that pages of the course show or lead to, with their lighter makings. */
function shownIn(
  { shown, pictures }: WritingDesk,
  holds: (path: string) => boolean,
): ReadonlySet<string> {
  const its = [...shown].flatMap(([{ folder }, paths]) => (holds(folder) ? [...paths] : []));
  const makings = its.flatMap((path) => pictures.get(path)?.sources ?? []);
  return new Set([...its, ...makings.map(({ path }) => path)]);
}

/** @returns the desk for which nothing else is on the mirror; null where all of it is there */
function standAlone(desk: WritingDesk, there: ReadonlySet<string>): WritingDesk | null {
  const elsewhere = desk.plan.files.filter(
    ({ path, copyOf }) =>
      copyOf === undefined && !there.has(path) && !desk.absent.has(path) && path !== HOME,
  );
  if (elsewhere.length === 0) return null;
  return { ...desk, absent: new Set([...desk.absent, ...elsewhere.map(({ path }) => path)]) };
}

/** Every archive has a page of that name: its own list, where the site's home is another's. */
const HOME = '/index.html';

const leadsOut = (desk: WritingDesk, path: string, there: ReadonlySet<string>): boolean => {
  const { previous, next } = desk.plan.neighbours.get(path) ?? {};
  return desk.crossing.has(path) || [previous, next].some((one) => one && !there.has(one.path));
};

/** @returns null where its source cannot be read a second time: the page stays as it is */
async function rewrite(
  alone: WritingDesk,
  source: Pick<LessonSource, 'read'>,
  path: string,
): Promise<Uint8Array | null> {
  const planned = alone.planned.get(path);
  if (planned === undefined) return null;
  const { previous, next } = alone.plan.neighbours.get(path) ?? {};
  const near: Neighbours = {
    ...(previous && !alone.absent.has(previous.path) && { previous }),
    ...(next && !alone.absent.has(next.path) && { next }),
  };
  const plan = { ...alone.plan, neighbours: new Map([[path, near]]) };
  // What is in it has been counted, and listed, with the page of the mirror.
  const desk = { ...alone, plan, tally: newTally([]), shelf: undefined, countWords: undefined };
  const made = await makeLesson(desk, planned, { source });
  if (made.kind !== 'written') return null;
  made.remember?.(null);
  return made.bytes;
}
