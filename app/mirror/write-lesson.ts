import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref, type SiteLink, siteLink } from '../../core/mirror/site-link.ts';
import { countRemoved, MAX_DEAD_LINKS, type Tally } from './build-report.ts';
import { decodeText } from './decode-text.ts';
import { framePage, type SiteFrame } from './page-frame.ts';
import type { PlannedFile, SitePlan } from './plan-site.ts';
import type { CleanPage, JudgeLink, LessonMarkup } from './ports.ts';
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
}

/** Turn one file's bytes into what the mirror serves at its address. */
export function writeLesson(
  desk: WritingDesk,
  planned: PlannedFile,
  bytes: Uint8Array,
): WrittenLesson {
  switch (planned.treatment.kind) {
    case 'copy':
      return { kind: 'written', bytes, listed: listedDocument(planned) };
    case 'drawing': {
      const drawing = desk.markup.drawing(decodeText(bytes));
      if (drawing === null) return { kind: 'left-out', reason: 'no-drawing' };
      return { kind: 'written', bytes: new TextEncoder().encode(drawing), listed: null };
    }
    case 'html':
      return writePage(desk, planned, decodeText(bytes), null);
    case 'markdown': {
      const { html, title, removed } = desk.markup.markdown(decodeText(bytes));
      countRemoved(desk.tally, removed);
      return writePage(desk, planned, html, title);
    }
  }
}

function writePage(
  desk: WritingDesk,
  planned: PlannedFile,
  html: string,
  named: string | null,
): WrittenLesson {
  const page = desk.markup.page(html, judgeOnce(desk, planned.path));
  if (page === null) return { kind: 'left-out', reason: 'nested-too-deep' };
  desk.tally.pages += 1;
  countRemoved(desk.tally, page.removed);
  const title = named ?? page.title ?? nameOf(planned.path);
  const text = framePage(desk.frame, {
    path: planned.path,
    title,
    body: withHeading(page, title),
    language: page.language,
    credit: credit(desk, planned),
    neighbours: desk.plan.neighbours.get(planned.path),
  });
  const listed = { path: planned.path, title, text: page.text, group: groupOf(planned) };
  return { kind: 'written', bytes: new TextEncoder().encode(text), listed };
}

/** A page without a heading gets its title as one: people and screen readers start from it. */
function withHeading(page: CleanPage, title: string): string {
  return /<h1[\s>]/.test(page.body) ? page.body : `<h1>${escapeHtml(title)}</h1>\n${page.body}`;
}

/** A page says the same address many times over: its menu, its notes. */
function judgeOnce({ plan, ownHosts, tally }: WritingDesk, page: string): JudgeLink {
  const judged = new Map<string, SiteLink>();
  return (raw) => {
    const known = judged.get(raw);
    const link = known ?? siteLink(raw, { page, book: plan.book, ownHosts });
    if (known === undefined) judged.set(raw, link);
    countLink(tally, page, link);
    return link;
  };
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
function credit({ frame, plan }: WritingDesk, { set, path }: PlannedFile): string {
  const licenceText = plan.files.find((file) => isLicence(file.path) && file.set === set);
  const licence =
    set.licence === undefined
      ? ''
      : frame.words('foot.licence', { licence: escapeHtml(set.licence) });
  const link =
    licenceText === undefined || licence === ''
      ? licence
      : `<a href="${escapeHtml(relativeHref(path, licenceText.path))}">${licence}</a>`;
  return [set.title, set.attribution]
    .flatMap((part) => (part === undefined ? [] : [escapeHtml(part)]))
    .concat(link === '' ? [] : [link])
    .join(' · ');
}

/** Documents worth a line in the list: hand-outs, not the pictures of other pages. */
function listedDocument(planned: PlannedFile): ListedLesson | null {
  const { path } = planned;
  if (!/\.pdf$/i.test(path)) return null;
  return { path, title: nameOf(path), text: '', group: groupOf(planned) };
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

const isLicence = (path: string): boolean => /\/(licen[cs]e|copying)[^/]*\.txt$/i.test(path);

function nameOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  return name.replaceAll('_', ' ').trim() || path;
}
