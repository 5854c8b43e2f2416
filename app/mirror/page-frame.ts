import { escapeHtml } from '../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../core/mirror/site-link.ts';
import type { BuildDay } from './build-day.ts';
import type { Neighbours } from './lesson-order.ts';
import { OWN_PAGES } from './own-pages.ts';
import type { MirrorWords } from './ports.ts';

/** What all pages of one mirror share. */
export interface SiteFrame {
  readonly language: 'fr' | 'en';
  readonly title: string;
  /** The day of the build: builds of one day and one source are the same, byte for byte. */
  readonly day: BuildDay;
  readonly themePath: string;
  readonly words: MirrorWords;
}

export interface FramedPage {
  readonly path: string;
  readonly title: string;
  /** Clean HTML. */
  readonly body: string;
  readonly language?: string | null;
  /** Clean HTML of the last lines: licence and author. */
  readonly credit?: string;
  /** For pages that answer at any address: links from the root instead of from the page. */
  readonly anywhere?: boolean;
  /** The lessons before and after it, in the teacher's order. */
  readonly neighbours?: Neighbours | undefined;
  /** The address of the page's one script, which it also works without. */
  readonly script?: string;
}

/** One yellow point, so that no browser asks for `/favicon.ico` besides. */
const ICON =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mP4f9ELAATtAhsW/HsPAAAAAElFTkSuQmCC';

/**
 * Put a lesson between the banner, which says what this copy is, how old, and what does not work
 * on it, and the credit. The banner is in the HTML: it needs no script to be seen.
 */
export function framePage(frame: SiteFrame, page: FramedPage): string {
  const { words, language } = frame;
  const to = (path: string): string =>
    escapeHtml(page.anywhere === true ? path : relativeHref(page.path, path));
  const own = page.language ?? language;
  const lang = own === language ? '' : ` lang="${escapeHtml(own)}"`;
  const date = `<time datetime="${frame.day.iso}">${escapeHtml(frame.day.long)}</time>`;
  const script =
    page.script === undefined ? '' : `<script src="${to(page.script)}" defer></script>\n`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(page.title)} – ${escapeHtml(words('banner.what'))}</title>
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${to(frame.themePath)}">
${script}</head>
<body>
<a class="preau-saut" href="#preau-lecon">${escapeHtml(words('banner.skip'))}</a>
<aside class="preau-bandeau" aria-label="${escapeHtml(words('banner.what'))}">
<p><strong>${escapeHtml(words('banner.what'))}</strong> ${words('banner.made', { title: escapeHtml(frame.title), date })} ${escapeHtml(words('banner.limits'))} <a href="${to(OWN_PAGES.lessons)}">${escapeHtml(words('banner.lessons'))}</a></p>
</aside>
<main class="preau-page" id="preau-lecon"${lang}>
${page.body}
</main>
${neighbourLinks(frame, page, to)}<footer class="preau-pied">
${page.credit === undefined ? '' : `<p>${page.credit}</p>\n`}<p>${escapeHtml(words('foot.copy', { title: frame.title }))}</p>
</footer>
</body>
</html>
`;
}

function neighbourLinks(
  { words }: SiteFrame,
  { neighbours = {} }: FramedPage,
  to: (path: string) => string,
): string {
  const { previous, next } = neighbours;
  const links = [
    previous &&
      `<a rel="prev" href="${to(previous.path)}"><small>${escapeHtml(words('page.previous'))}</small> ${escapeHtml(previous.title)}</a>`,
    next &&
      `<a rel="next" href="${to(next.path)}"><small>${escapeHtml(words('page.next'))}</small> ${escapeHtml(next.title)}</a>`,
  ].filter((link) => link !== undefined);
  if (links.length === 0) return '';
  return `<nav class="preau-suite" aria-label="${escapeHtml(words('page.order'))}">\n${links.join('\n')}\n</nav>\n`;
}
