import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../core/mirror/site-link.ts';
import type { ContentsLine } from './lesson-order.ts';
import { OWN_PAGES } from './own-pages.ts';
import { lessonList } from './lesson-list.ts';
import { framePage, type SiteFrame } from './page-frame.ts';
import { SEARCH_SCRIPT } from './search-script.ts';

/** One lesson as the list and the search show it. */
export interface ListedLesson {
  readonly path: string;
  readonly title: string;
  readonly text: string;
  /** The heading it stands under in the list; empty for the top of the list. */
  readonly group: string;
}

/** What the mirror's own pages tell of it. */
export interface ListedSite {
  readonly lessons: readonly ListedLesson[];
  /** In the teacher's order; what it does not name follows by folder. */
  readonly contents: readonly ContentsLine[];
  readonly hasHome: boolean;
}

/** The words of one lesson that the search looks through. Chosen: 20 lessons stay below 60 kB. */
const SEARCH_TEXT = 2_500;

/** Above this many lessons the search is by title only, or its index would weigh on a phone. */
const FULL_SEARCH_LESSONS = 400;

/** The pages and files that the mirror adds: lists, help, the page instead of a login, search. */
export function writeOwnPages(
  frame: SiteFrame,
  { lessons, contents, hasHome }: ListedSite,
): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  const list = (path: string): string =>
    framePage(frame, {
      path,
      title: frame.title,
      body: lessonsPage(frame, { lessons, contents }, path),
      script: OWN_PAGES.searchScript,
    });
  pages.set(OWN_PAGES.lessons, list(OWN_PAGES.lessons));
  if (!hasHome) pages.set(OWN_PAGES.home, list(OWN_PAGES.home));
  pages.set(OWN_PAGES.missing, helpPage(frame, OWN_PAGES.missing, 'missing'));
  pages.set(OWN_PAGES.login, helpPage(frame, OWN_PAGES.login, 'login'));
  pages.set(OWN_PAGES.searchIndex, searchIndex(lessons));
  pages.set(OWN_PAGES.searchScript, SEARCH_SCRIPT);
  return pages;
}

function lessonsPage(
  frame: SiteFrame,
  site: Pick<ListedSite, 'lessons' | 'contents'>,
  from: string,
): string {
  const { words } = frame;
  const search = `<div class="preau-recherche" data-index="${escapeHtml(relativeHref(from, OWN_PAGES.searchIndex))}" data-root="${escapeHtml(relativeHref(from, '/x').slice(0, -1))}" data-label="${escapeHtml(words('lessons.search'))}" data-none="${escapeHtml(words('lessons.none'))}"></div>`;
  const count = escapeHtml(words('lessons.count', { count: site.lessons.length }));
  return `<h1>${escapeHtml(frame.title)}</h1>\n<p>${count}</p>\n${search}\n${lessonList(words, site, from)}`;
}

function helpPage(frame: SiteFrame, path: string, key: 'missing' | 'login'): string {
  const { words } = frame;
  const title = words(`${key}.title`);
  const paragraphs = [words(`${key}.why`), words(`${key}.what`)].map(
    (text) => `<p>${escapeHtml(text)}</p>`,
  );
  const link = `<p><a href="${OWN_PAGES.lessons}">${escapeHtml(words('banner.lessons'))}</a></p>`;
  const body = `<h1>${escapeHtml(title)}</h1>\n${paragraphs.join('\n')}\n${link}`;
  return framePage(frame, { path, title, body, anywhere: true });
}

function searchIndex(lessons: readonly ListedLesson[]): string {
  const letters = lessons.length > FULL_SEARCH_LESSONS ? 0 : SEARCH_TEXT;
  return JSON.stringify(
    lessons.map(({ path, title, text }) => ({
      path: path.slice(1),
      title,
      text: text.slice(0, letters),
    })),
  );
}
