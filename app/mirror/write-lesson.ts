import { documentKind, isDownload } from '../../core/mirror/document-kind.ts';
import { holdsMacros } from '../../core/mirror/macros.ts';
import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref, type SiteLink, siteLink } from '../../core/mirror/site-link.ts';
import { countRemoved, MAX_DEAD_LINKS, newTally, type Tally } from './build-report.ts';
import { decodeText } from './decode-text.ts';
import { headingsOf } from './headings-of.ts';
import type { KeptText, TextShelf } from './kept-text.ts';
import { type FramedPage, framePage, type SiteFrame } from './page-frame.ts';
import type { PlannedFile, SitePlan } from './plan-site.ts';
import type { CleanPage, DescribeFile, JudgeLink, LessonMarkup, LessonSet } from './ports.ts';
import { readableSize } from './readable-size.ts';
import type { LinkedFile, ShownPicture } from './shown-picture.ts';
import { writePlainPicture } from './write-picture.ts';
import type { ListedLesson } from './write-own-pages.ts';

/** What a file of the source becomes on the mirror. */
export type WrittenLesson =
  | { readonly kind: 'written'; readonly bytes: Uint8Array; readonly listed: ListedLesson | null }
  | { readonly kind: 'left-out'; readonly reason: string };

export interface WritingDesk {
  readonly frame: SiteFrame;
  readonly plan: SitePlan;
  readonly markup: LessonMarkup;
  readonly ownHosts: readonly string[];
  readonly tally: Tally;
  /** The files of the plan, by their address. */
  readonly planned: ReadonlyMap<string, PlannedFile>;
  /** Pictures as pages are to show them. Empty where there is no encoder. */
  readonly pictures: Map<string, ShownPicture>;
  /** Addresses of the plan that have nothing to show. */
  readonly absent: Set<string>;
  /** Pictures that pages of each set show or lead to, by their addresses. */
  readonly shown: Map<LessonSet, Set<string>>;
  /** Pages that lead to a file of another set, other than a picture. */
  readonly crossing: Set<string>;
  /** Where words wait for the search. Absent: in memory. */
  readonly shelf?: TextShelf | undefined;
  /** Where the text of a set's licence stands, of the sets that bring one. */
  readonly licences: ReadonlyMap<LessonSet, string>;
}

/** Whether a file of this type is shown within pages. Drawings are pages' own kind of thing. */
export const isPicture = (type: string): boolean =>
  type.startsWith('image/') && type !== 'image/svg+xml';

/** Turn one file's bytes into what the mirror serves at its address. */
export function writeLesson(
  shared: WritingDesk,
  planned: PlannedFile,
  bytes: Uint8Array,
): WrittenLesson {
  // What is in a copy has been counted with its page.
  const desk = planned.copyOf === undefined ? shared : { ...shared, tally: newTally([]) };
  switch (planned.treatment.kind) {
    case 'copy':
      if (isPicture(planned.type)) return writeBesidesPages(desk, planned, bytes);
      if (isDownload(planned.type) && holdsMacros(bytes))
        return { kind: 'left-out', reason: 'macros' };
      return { kind: 'written', bytes, listed: listedDocument(planned, bytes.length) };
    case 'drawing': {
      const drawing = desk.markup.drawing(decodeText(bytes, planned.file.charset));
      if (drawing === null) return { kind: 'left-out', reason: 'no-drawing' };
      return { kind: 'written', bytes: new TextEncoder().encode(drawing), listed: null };
    }
    case 'html':
      return writePage(desk, planned, decodeText(bytes, planned.file.charset), null);
    case 'markdown': {
      const { html, title, removed } = desk.markup.markdown(
        decodeText(bytes, planned.file.charset),
      );
      countRemoved(desk.tally, removed);
      return writePage(desk, planned, html, title);
    }
  }
}

/** A picture where there is no encoder: clean, of the size that it had. */
function writeBesidesPages(
  { tally }: WritingDesk,
  { path }: PlannedFile,
  bytes: Uint8Array,
): WrittenLesson {
  const plain = writePlainPicture(bytes);
  if (plain.kind === 'left-out') return plain;
  const { picture, needsEncoder } = plain;
  if (picture.tells) return { kind: 'left-out', reason: 'picture-tells' };
  if (needsEncoder) tally.pictures.heavy.push(path);
  return { kind: 'written', bytes: picture.bytes, listed: null };
}

function writePage(
  desk: WritingDesk,
  planned: PlannedFile,
  html: string,
  named: string | null,
): WrittenLesson {
  const own = planned.copyOf ?? planned.path;
  const page = desk.markup.page(
    html,
    judgeOnce(desk, own, planned.path),
    describeFile(desk, planned.path),
  );
  if (page === null) return { kind: 'left-out', reason: 'nested-too-deep' };
  desk.tally.pages += 1;
  countRemoved(desk.tally, page.removed);
  const title = named ?? page.title ?? nameOf(own);
  const text = framePage(desk.frame, {
    path: planned.path,
    title,
    body: withHeading(page, title),
    language: page.language,
    ...creditOf(desk, planned),
    neighbours: desk.plan.neighbours.get(own),
  });
  const bytes = new TextEncoder().encode(text);
  if (planned.copyOf !== undefined) return { kind: 'written', bytes, listed: null };
  const listed = {
    path: planned.path,
    title,
    text: shelve(desk, page.text.slice(0, desk.plan.searchedLetters)),
    headings: headingsOf(page.body),
    group: groupOf(planned),
    type: planned.type,
    sizeBytes: bytes.length,
  };
  return { kind: 'written', bytes, listed };
}

const shelve = ({ shelf }: WritingDesk, text: string): KeptText => shelf?.put(text) ?? text;

/** A page without a heading gets its title as one: people and screen readers start from it. */
function withHeading(page: CleanPage, title: string): string {
  return /<h1[\s>]/.test(page.body) ? page.body : `<h1>${escapeHtml(title)}</h1>\n${page.body}`;
}

/** A page says the same address many times over: its menu, its notes. */
function judgeOnce(desk: WritingDesk, page: string, writtenAt: string): JudgeLink {
  const judged = new Map<string, SiteLink>();
  const { plan, ownHosts, tally, absent } = desk;
  return (raw) => {
    const known = judged.get(raw);
    const link =
      known ?? presentOnly(siteLink(raw, { page, writtenAt, book: plan.book, ownHosts }), absent);
    if (known === undefined) {
      judged.set(raw, link);
      noteTarget(desk, page, link);
    }
    countLink(tally, page, link);
    return link;
  };
}

/** What was planned, and then turned out to be no picture, is not there to be shown. */
function presentOnly(link: SiteLink, absent: ReadonlySet<string>): SiteLink {
  if (link.kind !== 'internal' || link.path === undefined || !absent.has(link.path)) return link;
  return { kind: 'dead', target: link.path };
}

/** What an archive of one course wants to know: which pictures it needs, and where it leads out. */
function noteTarget({ planned, shown, crossing }: WritingDesk, page: string, link: SiteLink): void {
  const target = link.kind === 'internal' ? planned.get(link.path ?? '') : undefined;
  const set = planned.get(page)?.set;
  if (target === undefined || set === undefined) return;
  if (!target.type.startsWith('image/')) {
    if (target.set !== set) crossing.add(page);
    return;
  }
  const its = shown.get(set) ?? new Set();
  shown.set(set, its.add(target.path));
}

function describeFile({ planned, pictures, frame }: WritingDesk, page: string): DescribeFile {
  return (path) => {
    const file = planned.get(path);
    if (file === undefined) return null;
    const { type } = file;
    const kind = documentKind(type);
    const size = readableSize(file.file.sizeBytes, frame.language);
    const document = kind === null ? undefined : { kind, size };
    return { type, document, picture: onPage(pictures.get(path), page) };
  };
}

function onPage(picture: ShownPicture | undefined, page: string): LinkedFile['picture'] {
  if (picture === undefined) return undefined;
  const sources = picture.sources.map(({ path, ...source }) => ({
    ...source,
    href: relativeHref(page, path),
  }));
  return { ...picture, sources };
}

function countLink(tally: Tally, page: string, link: SiteLink): void {
  if (link.kind === 'internal') tally.internal += 1;
  if (link.kind === 'external') tally.external += 1;
  if (link.kind !== 'dead') return;
  tally.dead += 1;
  if (tally.deadLinks.length < MAX_DEAD_LINKS) {
    tally.deadLinks.push({ page, target: link.target.slice(0, 300) });
  }
}

/** Whose work this is and under which licence, as open licences ask. */
function creditOf(
  { frame, licences }: WritingDesk,
  { set, path }: PlannedFile,
): Pick<FramedPage, 'credit'> {
  const licenceText = licences.get(set);
  const licence =
    set.licence === undefined
      ? ''
      : frame.words('foot.licence', { licence: escapeHtml(set.licence) });
  const link =
    licenceText === undefined || licence === ''
      ? licence
      : `<a href="${escapeHtml(relativeHref(path, licenceText))}">${licence}</a>`;
  const said = [set.title, set.attribution].map((part) => escapeHtml(part ?? ''));
  const credit = [...said, link].filter((part) => part !== '').join(' · ');
  return credit === '' ? {} : { credit };
}

/** Documents worth a line in the list: hand-outs, not the pictures of other pages. */
function listedDocument(planned: PlannedFile, sizeBytes: number): ListedLesson | null {
  const { path, type } = planned;
  if (documentKind(type) === null) return null;
  const group = groupOf(planned);
  return { path, title: nameOf(path), text: '', headings: [], group, type, sizeBytes };
}

/** The set's own title, then the folders in it. */
function groupOf({ path, set }: PlannedFile): string {
  const folder = path.slice(set.folder.length, Math.max(set.folder.length, path.lastIndexOf('/')));
  const title = set.folder === '/' ? '' : (set.title ?? set.folder.slice(1, -1));
  return [title, ...folder.split('/')]
    .filter((name) => name !== '')
    .map((name) => name.replaceAll('_', ' '))
    .join(' – ');
}

function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return name.replaceAll('_', ' ').trim() || path;
}
