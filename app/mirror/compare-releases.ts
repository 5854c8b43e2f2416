import { compareLessons, type LessonChange } from '../../core/mirror/compare/compare-lessons.ts';
import type { LessonText } from '../../core/mirror/compare/lesson-text.ts';
import { type LostAddresses, lostAddresses } from '../../core/mirror/compare/lost-addresses.ts';
import { movedInOrder } from '../../core/mirror/compare/moved-in-order.ts';
import type { Manifest, ManifestFile } from '../../core/mirror/manifest.ts';
import { OWN_PAGES } from './own-pages.ts';

/** A release that can be read lesson by lesson. */
export interface ReadableRelease {
  readonly manifest: Manifest;
  /** @returns null for a page that cannot be read */
  lesson(path: string): Promise<LessonText | null>;
}

/** A lesson by its address and its title. */
export interface NamedLesson {
  readonly path: string;
  readonly title: string;
}

/** What changed from one build to another, for a teacher. Lists are whole, in the order of addresses. */
export interface MirrorDiff {
  readonly addresses: LostAddresses;
  readonly removed: readonly NamedLesson[];
  readonly added: readonly NamedLesson[];
  /** The same words and title at another address. */
  readonly renamed: readonly (NamedLesson & { readonly before: string })[];
  readonly changed: readonly LessonChange[];
  /** Documents and pictures that are files of the lessons. */
  readonly documents: {
    readonly removed: readonly string[];
    readonly added: readonly string[];
    readonly changed: readonly string[];
  };
  /** Of the whole mirror, where they are others. */
  readonly stated: readonly {
    readonly what: 'title' | 'licence' | 'attribution';
    readonly before: string;
    readonly after: string;
  }[];
  /** Lessons that stand elsewhere among the others in the list. */
  readonly moved: readonly NamedLesson[];
  /** Lessons whose readers see the same. */
  readonly same: number;
}

/**
 * Say what changed for a teacher. Pages are compared as they are read, without the banner and its date; one pair
 * is in memory at a time.
 */
export async function compareReleases(
  before: ReadableRelease,
  after: ReadableRelease,
): Promise<MirrorDiff> {
  const [old, fresh] = [byPath(before.manifest), byPath(after.manifest)];
  const pages = [...old.values()].filter(isLesson);
  const gone = await readNames(
    before,
    pages.filter(({ path }) => !fresh.has(path)),
  );
  const come = await readNames(
    after,
    [...fresh.values()].filter((file) => isLesson(file) && !old.has(file.path)),
  );
  const renamed = matchRenamed(gone, come);
  const renamedTo = new Map(renamed.map((one) => [one.before, one.path]));
  const taken = new Set(renamedTo.values());
  const both = pages.filter(({ path }) => fresh.has(path));
  const changed: LessonChange[] = [];
  let same = 0;
  for (const { path } of both) {
    const change = await compareOne(before, after, path, old, fresh);
    if (change === 'same') same += 1;
    else if (change !== 'own') changed.push(change);
  }
  return {
    addresses: lostAddresses(before.manifest, after.manifest, renamedTo),
    removed: gone.filter(({ path }) => !renamedTo.has(path)).map(named),
    added: come.filter(({ path }) => !taken.has(path)).map(named),
    renamed,
    changed,
    documents: compareDocuments(old, fresh),
    stated: compareStated(before.manifest, after.manifest),
    moved: await compareOrder(before, after),
    same,
  };
}

type Files = ReadonlyMap<string, ManifestFile>;

/** A copy for another folder is no lesson of its own. */
const byPath = ({ files }: Manifest): Files =>
  new Map(
    files
      .filter(({ copyOf }) => copyOf === undefined)
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map((file) => [file.path, file]),
  );

const isPage = ({ type }: ManifestFile): boolean => type.startsWith('text/html');
const isOwn = ({ path }: ManifestFile): boolean => path.startsWith('/_preau/');
const isLesson = (file: ManifestFile): boolean => isPage(file) && !isOwn(file);

interface Known extends NamedLesson {
  /** By which a lesson is known again at another address; null for one without words. */
  readonly words: string | null;
}

const named = ({ path, title }: Known): NamedLesson => ({ path, title });

async function readNames(
  release: ReadableRelease,
  files: readonly ManifestFile[],
): Promise<readonly Known[]> {
  const known: Known[] = [];
  for (const { path } of files) {
    const lesson = await release.lesson(path);
    const words = lesson === null || lesson.text.trim() === '' ? null : keyOf(lesson);
    known.push({ path, title: lesson?.title || path, words });
  }
  return known;
}

const keyOf = ({ title, text }: LessonText): string => `${title}\n${text}`;

/** Each lesson that went is looked for once among those that came. */
function matchRenamed(gone: readonly Known[], come: readonly Known[]): MirrorDiff['renamed'] {
  const free = new Map<string, Known[]>();
  for (const one of come) {
    if (one.words !== null) free.set(one.words, [...(free.get(one.words) ?? []), one]);
  }
  return gone.flatMap(({ path: before, words }) => {
    const found = words === null ? undefined : free.get(words)?.shift();
    return found === undefined ? [] : [{ ...named(found), before }];
  });
}

async function compareOne(
  before: ReadableRelease,
  after: ReadableRelease,
  path: string,
  old: Files,
  fresh: Files,
): Promise<LessonChange | 'same' | 'own'> {
  const [was, is] = [await before.lesson(path), await after.lesson(path)];
  if (was === null || is === null) return 'same';
  // A home page that the mirror wrote is the list of what is said one by one.
  if (was.isOwn && is.isOwn) return 'own';
  const picturesOf = (lesson: LessonText, files: Files): string =>
    lesson.pictures.map((picture) => files.get(picture)?.sha256 ?? picture).join();
  const samePictures = picturesOf(was, old) === picturesOf(is, fresh);
  return compareLessons(path, was, is, samePictures) ?? 'same';
}

function compareDocuments(old: Files, fresh: Files): MirrorDiff['documents'] {
  const documents = (files: Files): readonly ManifestFile[] =>
    [...files.values()].filter((file) => !isPage(file) && !isOwn(file));
  const paths = (files: readonly ManifestFile[]): readonly string[] =>
    files.map(({ path }) => path);
  return {
    removed: paths(documents(old).filter(({ path }) => !fresh.has(path))),
    added: paths(documents(fresh).filter(({ path }) => !old.has(path))),
    changed: paths(
      documents(fresh).filter(({ path, sha256 }) => {
        const was = old.get(path);
        return was !== undefined && was.sha256 !== sha256;
      }),
    ),
  };
}

function compareStated(old: Manifest, fresh: Manifest): MirrorDiff['stated'] {
  return (['title', 'licence', 'attribution'] as const)
    .map((what) => ({ what, before: old[what], after: fresh[what] }))
    .filter(({ before, after }) => before !== after);
}

async function compareOrder(
  before: ReadableRelease,
  after: ReadableRelease,
): Promise<readonly NamedLesson[]> {
  const linksOf = async (release: ReadableRelease): Promise<readonly string[]> =>
    (await release.lesson(OWN_PAGES.lessons))?.links ?? [];
  const moved = movedInOrder(await linksOf(before), await linksOf(after));
  const lessons: NamedLesson[] = [];
  for (const path of moved) {
    const title = (await after.lesson(path))?.title;
    lessons.push({ path, title: title || path });
  }
  return lessons;
}
