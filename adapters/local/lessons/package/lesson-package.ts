import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type {
  LeftOut,
  LessonFile,
  LessonSet,
  LessonSource,
  OutlineEntry,
  StatedRights,
} from '../../../../app/mirror/ports.ts';
import { PreauError } from '../../../../core/errors.ts';
import { lessonPath } from '../../../../core/mirror/lesson-path.ts';
import type { Archive } from '../../archive/archive.ts';
import { maxLessonBytes, SOURCE_LIMITS } from '../lesson-limits.ts';
import { pageRights } from './page-rights.ts';
import { settleOutline } from './settle-outline.ts';
import { strictest } from './stated-rights.ts';

/** One file that an importer presents: a page that it writes, or something of the archive. */
export interface PackageFile {
  /** Relative, slashes. */
  readonly name: string;
  /** About, for pages that are written only when they are asked for. */
  readonly sizeBytes: number;
  readonly rights?: StatedRights | undefined;
  /** The page as its author wrote it, where it is one: its head may state who may show it. */
  readonly authored?: () => Promise<Uint8Array | null>;
  /** @returns null when it cannot be read */
  readonly make: () => Promise<Uint8Array | null>;
}

/** A package as an importer understood it. Nothing large is in it: files are made when read. */
export interface LessonPackage {
  readonly title?: string | undefined;
  readonly licence?: string | undefined;
  readonly attribution?: string | undefined;
  /** Original addresses of the platform to names of files. */
  readonly aliases: LessonSet['aliases'];
  /** Where it stood: see {@link LessonSet}. */
  readonly hosts?: LessonSet['hosts'];
  /** What it says itself is not to be shown. */
  readonly exclude?: LessonSet['exclude'];
  /**
   * Decisions that lie in it. One to leave out counts; one to publish does not: whoever packed it may
   * be anybody, and its owner says so beside it.
   */
  readonly rights?: LessonSet['rights'];
  /** What it says of folders in it, as {@link LessonSet}. */
  readonly sets?: readonly LessonSet[];
  readonly files: readonly PackageFile[];
  readonly leftOut: readonly LeftOut[];
  /** By names of files; depths as the package nests them. */
  readonly outline: readonly NamedEntry[];
}

/** A line of the outline before names have become addresses. */
export interface NamedEntry {
  readonly title: string;
  readonly depth: number;
  readonly name: string | null;
}

/** Titles and licences are lines, not texts. */
const MAX_LINE = 500;

/**
 * Present an opened package as a source of lessons.
 *
 * @param load reads its descriptions, once; may throw `mirror-source-unreadable`
 */
export function packageSource(archive: Archive, load: () => Promise<LessonPackage>): LessonSource {
  let loading: Promise<Admitted> | undefined;
  const admitted = (): Promise<Admitted> => {
    loading ??= load()
      .then(withPageRights)
      .then((found) => admit(found, archive));
    return loading;
  };
  return {
    sets: async () => (await admitted()).sets,
    list: async () => {
      const { files, leftOut } = await admitted();
      return { files: files.map(({ file }) => file), leftOut };
    },
    read: async (file) => (await (await admitted()).byName.get(file.name)?.make()) ?? null,
    outline: async () => (await admitted()).outline,
    close: () => archive.close(),
  };
}

/** What the pages themselves state, beside what their package does: the stricter counts. */
async function withPageRights(found: LessonPackage): Promise<LessonPackage> {
  const files: PackageFile[] = [];
  for (const file of found.files) {
    const bytes = file.rights?.kind === 'reserved' ? null : await file.authored?.();
    const stated =
      bytes === null || bytes === undefined ? undefined : pageRights(decodeText(bytes));
    files.push(stated === undefined ? file : { ...file, rights: strictest([file.rights, stated]) });
  }
  return { ...found, files };
}

interface Admitted {
  /** The whole's first. */
  readonly sets: readonly LessonSet[];
  readonly files: readonly AdmittedFile[];
  readonly byName: ReadonlyMap<string, PackageFile>;
  readonly leftOut: readonly LeftOut[];
  readonly outline: readonly OutlineEntry[];
}

interface AdmittedFile {
  readonly file: LessonFile;
  readonly made: PackageFile;
}

/** Hold what an importer presents to the limits and the names of every source. */
function admit(found: LessonPackage, archive: Archive): Admitted {
  const leftOut: LeftOut[] = [...archive.leftOut, ...found.leftOut];
  const byPath = new Map<string, AdmittedFile>();
  let bytes = 0;
  for (const made of found.files) {
    const { name, sizeBytes, rights } = made;
    const place = lessonPath(name);
    const leave = (reason: string): void => void leftOut.push({ name, reason });
    if (place.kind === 'refused') leave(place.reason);
    else if (byPath.has(place.path)) leave('name-taken');
    else if (sizeBytes > maxLessonBytes(name, SOURCE_LIMITS)) leave('too-big');
    else if (bytes + sizeBytes > SOURCE_LIMITS.totalBytes) leave('source-too-big');
    else {
      bytes += sizeBytes;
      const file = { name, path: place.path, sizeBytes, ...(rights && { rights }) };
      byPath.set(place.path, { file, made });
    }
  }
  if (byPath.size > SOURCE_LIMITS.files) throw tooMany(byPath.size);
  const files = [...byPath.values()].toSorted((a, b) => compare(a.file.name, b.file.name));
  return {
    sets: [{ folder: '/', ...found }, ...(found.sets ?? [])].map(setOf),
    files,
    byName: new Map(files.map(({ file, made }) => [file.name, made])),
    leftOut: leftOut.toSorted((a, b) => compare(a.name, b.name) || compare(a.reason, b.reason)),
    outline: settleOutline(found.outline, new Set(byPath.keys())),
  };
}

function setOf(said: Omit<LessonSet, 'exclude'> & Pick<LessonPackage, 'exclude'>): LessonSet {
  const { folder, title, licence, attribution, aliases, hosts, exclude = [], rights = [] } = said;
  const declined = rights.filter(({ decision }) => decision === 'leave-out');
  return {
    folder,
    ...(title && { title: title.slice(0, MAX_LINE) }),
    ...(licence && { licence: licence.slice(0, MAX_LINE) }),
    ...(attribution && { attribution: attribution.slice(0, MAX_LINE) }),
    aliases,
    ...(hosts && { hosts }),
    exclude,
    ...(declined.length > 0 && { rights: declined }),
  };
}

function tooMany(count: number): PreauError {
  return new PreauError(
    'mirror-source-unreadable',
    `expected at most ${SOURCE_LIMITS.files} files in one package, got ${count}; export the course in parts`,
    { said: { key: 'course.package', values: { most: SOURCE_LIMITS.files, given: count } } },
  );
}

/** By code unit: the same order on every machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
