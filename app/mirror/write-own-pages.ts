import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { encodePath, relativeHref } from '../../core/mirror/site-link.ts';
import type { Sha256 } from '../../core/units.ts';
import type { KeptText } from './kept-text.ts';
import type { ContentsLine } from './lesson-order.ts';
import { type CoursePrefix, coursePrefixes } from './course-prefixes.ts';
import { lessonList } from './lesson-list.ts';
import { type Chapter, lessonsInOrder, listTree } from './list-tree.ts';
import { OWN_PAGES } from './own-pages.ts';
import { OWN_SCRIPTS } from './own-scripts.ts';
import { framePage, type SiteFrame } from './page-frame.ts';
import { readableSize } from './readable-size.ts';
import { type Stemmers, writeIndex } from './search/write-index.ts';

/** One lesson as the list and the search show it. */
export interface ListedLesson {
  readonly path: string;
  readonly title: string;
  /** Its words for the search, as many as `shareLetters` allows. */
  readonly text: KeptText;
  /** What its parts are called. */
  readonly headings: readonly string[];
  /** The heading it stands under in the list; empty for the top of the list. */
  readonly group: string;
  /** Its media type. */
  readonly type: string;
  /** As it is served. */
  readonly sizeBytes: number;
}

/** What the mirror's own pages tell of it. */
export interface ListedSite {
  readonly lessons: readonly ListedLesson[];
  /** In the teacher's order; what it does not name follows by folder. */
  readonly contents: readonly ContentsLine[];
  readonly hasHome: boolean;
  /** Names what was built: twelve hexadecimal digits of a hash of all lessons. */
  readonly edition: string;
  /** Courses to take away, each as one file. */
  readonly archives: readonly CourseArchive[];
}

/** A course as one ZIP file, or the word that it would be too large for one. */
export interface CourseArchive {
  readonly path: string;
  readonly title: string;
  /** Null where it was not made: it would be too large. */
  readonly sizeBytes: number | null;
}

/** What the mirror's own pages need of the world. */
export interface OwnPagePorts {
  readonly stemmers: Stemmers;
  readonly hashText: (text: string) => Sha256;
}

/** The pages and files that the mirror adds: lists, help, the page instead of a login, search. */
export function writeOwnPages(
  frame: SiteFrame,
  site: ListedSite,
  { stemmers, hashText }: OwnPagePorts,
): ReadonlyMap<string, string> {
  const { language } = frame;
  const chapters = listTree(site);
  const searched = lessonsInOrder(chapters);
  const index = indexFolder(searched, hashText);
  const list = (path: string): string => listPage(frame, { ...site, chapters, index }, path);
  const pages = new Map([[OWN_PAGES.lessons as string, list(OWN_PAGES.lessons)]]);
  if (!site.hasHome) pages.set(OWN_PAGES.home, list(OWN_PAGES.home));
  pages.set(OWN_PAGES.missing, missingPage(frame, coursePrefixes(chapters)));
  pages.set(OWN_PAGES.login, helpPage(frame, OWN_PAGES.login, 'login'));
  pages.set(OWN_PAGES.absent, helpPage(frame, OWN_PAGES.absent, 'absent'));
  pages.set(
    OWN_PAGES.lessonsScript,
    language === 'fr' ? OWN_SCRIPTS.lessonsFr : OWN_SCRIPTS.lessonsEn,
  );
  pages.set(OWN_PAGES.missingScript, OWN_SCRIPTS.missing);
  pages.set(OWN_PAGES.worker, OWN_SCRIPTS.worker);
  pages.set(OWN_PAGES.status, `${JSON.stringify({ mirror: true, state: 'serving' })}\n`);
  for (const [name, text] of writeIndex(searched, stemmers[language], language))
    pages.set(`${index}${name}.js`, text);
  return pages;
}

/**
 * Named for the order of the lessons, by which the index counts them: a list in somebody's browser
 * never meets the index of another list.
 */
function indexFolder(lessons: readonly ListedLesson[], hashText: OwnPagePorts['hashText']): string {
  const order = hashText(lessons.map(({ path }) => path).join('\n'));
  return `/_preau/recherche/${order.slice(0, 12)}/`;
}

/** The list of lessons, with its search and its buttons where a script can run. */
export function listPage(
  frame: SiteFrame,
  site: Pick<ListedSite, 'lessons' | 'edition' | 'archives'> & {
    readonly chapters: readonly Chapter[];
    /** The folder of the search's index. */
    readonly index: string;
  },
  path: string,
): string {
  const { words } = frame;
  const to = (target: string): string => relativeHref(path, target);
  const search = searchBox(frame, {
    index: to(site.index),
    worker: to(OWN_PAGES.worker),
    edition: site.edition,
  });
  const { length } = site.lessons;
  const count = escapeHtml(
    words(`lessons.count.${length === 1 ? 'one' : 'more'}`, { count: length }),
  );
  const body = [
    `<h1>${escapeHtml(frame.title)}</h1>`,
    `<p>${count}</p>`,
    search,
    archiveLinks(frame, site.archives, path),
    lessonList(frame, site.chapters, path),
  ];
  return framePage(frame, {
    path,
    title: frame.title,
    body: body.filter((part) => part !== '').join('\n'),
    script: OWN_PAGES.lessonsScript,
  });
}

function archiveLinks(
  { words, language }: SiteFrame,
  archives: readonly CourseArchive[],
  from: string,
): string {
  if (archives.length === 0) return '';
  const links = archives.map(({ path, title, sizeBytes }) => {
    if (sizeBytes === null)
      return `<li>${escapeHtml(words('lessons.archiveTooLarge', { title }))}</li>`;
    const size = readableSize(sizeBytes, language);
    return `<li><a href="${escapeHtml(relativeHref(from, path))}" download>${escapeHtml(words('lessons.archive', { title, size }))}</a></li>`;
  });
  return `<details class="preau-archives">\n<summary>${escapeHtml(words('lessons.archives'))}</summary>\n<ul>\n${links.join('\n')}\n</ul>\n</details>`;
}

const SEARCH_WORDS = ['search', 'none', 'some', 'found', 'titles', 'go'];
const KEEP_WORDS = 'keep keeping kept older cut remove renew full failed'.split(' ');

/** Where the script puts the search: without it there is nothing to see. */
function searchBox({ words }: SiteFrame, about: Readonly<Record<string, string>>): string {
  const said = Object.fromEntries([
    ...SEARCH_WORDS.map((key) => [key, words(`lessons.${key}`)]),
    ...KEEP_WORDS.map((key) => [key, words(`offline.${key}`)]),
  ]);
  const data = Object.entries({ ...about, words: JSON.stringify(said) })
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`)
    .join('');
  return `<div class="preau-recherche"${data}></div>`;
}

function missingPage(frame: SiteFrame, courses: readonly CoursePrefix[]): string {
  const known = courses.map(([folder, title, path]) => [folder, title, encodePath(path)]);
  const about = { list: OWN_PAGES.lessons, course: frame.words('missing.course') };
  const search = searchBox(frame, { ...about, courses: JSON.stringify(known) });
  return helpPage(frame, OWN_PAGES.missing, 'missing', search, OWN_PAGES.missingScript);
}

function helpPage(
  frame: SiteFrame,
  path: string,
  key: 'missing' | 'login' | 'absent',
  search?: string,
  script?: string,
): string {
  const { words } = frame;
  const title = words(`${key}.title`);
  const paragraphs = [words(`${key}.why`), words(`${key}.what`)].map(
    (text) => `<p>${escapeHtml(text)}</p>`,
  );
  const link = `<p><a href="${OWN_PAGES.lessons}">${escapeHtml(words('banner.lessons'))}</a></p>`;
  const parts = [`<h1>${escapeHtml(title)}</h1>`, ...paragraphs, ...(search ? [search] : []), link];
  const more = script === undefined ? {} : { script };
  return framePage(frame, { path, title, body: parts.join('\n'), anywhere: true, ...more });
}
