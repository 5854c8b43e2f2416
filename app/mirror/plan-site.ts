import { type AddressBook, addressBook } from '../../core/mirror/address-book.ts';
import type { ManifestFile } from '../../core/mirror/manifest.ts';
import { sha256 } from '../../core/units.ts';
import { bulkGate } from './bulk-gate.ts';
import { type FileTreatment, treatmentOf } from './file-types.ts';
import { OWN_PAGES } from './own-pages.ts';
import { type ContentsLine, contentsOf, neighboursOf, type Neighbours } from './lesson-order.ts';
import { excludesOf } from './owner-excludes.ts';
import { planAliases } from './plan-aliases.ts';
import { planCopies } from './plan-copies.ts';
import type { LeftOut, LessonFile, LessonSet, OutlineEntry } from './ports.ts';
import { rememberingBook } from './remembering-book.ts';
import { rightsGate, type RightsItem } from './rights-gate.ts';
import { shareLetters } from './search/share-letters.ts';

/** One file of the source with the address that it gets. */
export interface PlannedFile {
  readonly file: LessonFile;
  readonly treatment: Exclude<FileTreatment, { kind: 'leave-out' }>;
  readonly path: string;
  readonly type: string;
  /** The set it belongs to: its licence and its author stand at the foot of the page. */
  readonly set: LessonSet;
  /** The page's own address, where this is its copy in another folder: see `planCopies`. */
  readonly copyOf?: string;
}

export interface SitePlan {
  /** In the order of paths, copies among them. */
  readonly files: readonly PlannedFile[];
  readonly leftOut: readonly LeftOut[];
  readonly aliases: { readonly [original: string]: string };
  /** Original addresses whose page stands in another folder and has no copy in theirs. */
  readonly apart: readonly string[];
  /** False when the source has no home page: the list of lessons is the home page then. */
  readonly hasHome: boolean;
  /**
   * Answers what the finished mirror will answer, so that links are judged before it exists; by the
   * page itself where the mirror answers by a copy.
   */
  readonly book: AddressBook;
  /** The teacher's table of contents; empty when there is none. */
  readonly contents: readonly ContentsLine[];
  readonly neighbours: ReadonlyMap<string, Neighbours>;
  /** Letters of each page that the search looks through. */
  readonly searchedLetters: number;
  /** Lessons whose rights are reserved, shown or not, and those that their owner leaves out. */
  readonly rights: readonly RightsItem[];
}

/** What a source says of itself, before any lesson is read. */
export interface SourceListing {
  readonly sets: readonly LessonSet[];
  readonly files: readonly LessonFile[];
  readonly outline?: readonly OutlineEntry[] | undefined;
}

export const HTML_TYPE = 'text/html; charset=utf-8';

/** Give every file of the source its address, and every address that may be asked its file. */
export function planSite({ files, sets, outline = [] }: SourceListing): SitePlan {
  const leftOut: LeftOut[] = [];
  const rights: RightsItem[] = [];
  const planned = new Map<string, PlannedFile>();
  const folders = foldersOf(files);
  const tooMuch = bulkGate();
  const isExcluded = excludesOf(sets);
  const rightsOf = rightsGate(sets);
  for (const file of files.toSorted((a, b) => rank(a.path) - rank(b.path))) {
    const treatment = treatmentOf(file.path);
    const set = setOf(file.path, sets);
    const path = addressFor(file.path, treatment, planned);
    if (isExcluded(file.path)) {
      leftOut.push({ name: file.name, reason: 'excluded' });
      continue;
    }
    const held = rightsOf(file);
    if (held !== null) rights.push(held);
    if (held !== null && held.decision !== 'publish') {
      leftOut.push({ name: file.name, reason: REASON_OF[held.decision] });
    } else if (treatment.kind === 'leave-out') {
      leftOut.push({ name: file.name, reason: treatment.reason });
    } else if (planned.has(path) || folders.has(path)) {
      leftOut.push({ name: file.name, reason: 'name-taken' });
    } else {
      const bulk = tooMuch(file, treatment, set);
      if (bulk === null) planned.set(path, { file, treatment, path, type: typeOf(treatment), set });
      else leftOut.push({ name: file.name, reason: bulk });
    }
  }
  return { ...finish([...planned.values()], sets, outline), leftOut, rights };
}

const byPath = (a: PlannedFile, b: PlannedFile): number => (a.path < b.path ? -1 : 1);

const REASON_OF = { waiting: 'rights-wait', 'leave-out': 'rights-declined' } as const;

function finish(
  planned: readonly PlannedFile[],
  sets: readonly LessonSet[],
  outline: readonly OutlineEntry[],
): Omit<SitePlan, 'leftOut' | 'rights'> {
  const files = planned.toSorted(byPath);
  const hasHome = files.some(({ path }) => path === '/index.html');
  const asked = planAliases(files, sets);
  const { copies, aliases, apart } = planCopies(files, asked);
  const addresses = new Map(files.map(({ file, path }) => [file.path, path]));
  const contents = contentsOf(outline, (source) => addresses.get(source) ?? null);
  return {
    files: [...files, ...copies].toSorted(byPath),
    aliases,
    apart,
    hasHome,
    book: rememberingBook(previewBook(files, asked)),
    contents,
    neighbours: neighboursOf(contents),
    searchedLetters: shareLetters(
      files.filter(({ type }) => type === HTML_TYPE).map(({ file }) => file.sizeBytes),
    ),
  };
}

/** A page that was already HTML keeps its address; XHTML, one made from Markdown, then a README, follow. */
function rank(path: string): number {
  if (/\/readme\.[^/]+$/i.test(path)) return 2;
  return treatmentOf(path).kind === 'markdown' || XHTML.test(path) ? 1 : 0;
}

/** Any static server calls this XML, and a page of the mirror is none: browsers would refuse it whole. */
const XHTML = /\.xhtml$/i;

function addressFor(
  path: string,
  treatment: FileTreatment,
  planned: ReadonlyMap<string, unknown>,
): string {
  if (/\/index\.x?htm$/i.test(path) || /\/index\.xhtml$/i.test(path))
    return path.replace(/[^/]+$/, 'index.html');
  if (XHTML.test(path)) {
    const page = path.replace(XHTML, '.html');
    return planned.has(page) ? `${path}.html` : page;
  }
  if (treatment.kind !== 'markdown') return path;
  const home = path.replace(/[^/]+$/, 'index.html');
  // What a repository shows first in a folder is that folder's home page.
  if (/\/readme\.[^/]+$/i.test(path) && !planned.has(home)) return home;
  return path.replace(/\.[^.]+$/, '.html');
}

function foldersOf(files: readonly LessonFile[]): ReadonlySet<string> {
  const folders = new Set<string>();
  for (const { path } of files) {
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
    }
  }
  return folders;
}

function setOf(path: string, sets: readonly LessonSet[]): LessonSet {
  // The one that stands nearest: a package has sets of its own in the folder it lies in.
  const near = sets
    .filter(({ folder }) => folder !== '/' && path.startsWith(folder))
    .reduce<LessonSet | undefined>(
      (best, set) => (best && best.folder.length >= set.folder.length ? best : set),
      undefined,
    );
  return near ?? sets[0] ?? { folder: '/', aliases: {}, exclude: [] };
}

function typeOf(treatment: PlannedFile['treatment']): string {
  if (treatment.kind === 'copy') return treatment.type;
  return treatment.kind === 'drawing' ? 'image/svg+xml' : HTML_TYPE;
}

function previewBook(files: readonly PlannedFile[], aliases: SitePlan['aliases']): AddressBook {
  const empty = { sha256: sha256(''), sizeBytes: 0 };
  const own = [OWN_PAGES.lessons, OWN_PAGES.home].map((path) => ({
    ...empty,
    path,
    type: HTML_TYPE,
  }));
  const all: readonly ManifestFile[] = [
    ...own,
    ...files.map(({ path, type }) => ({ ...empty, path, type })),
  ];
  return addressBook({ files: all, aliases });
}
