import { escapeHtml } from '../../../../core/mirror/markup-policy.ts';
import { relativeHref } from '../../../../core/mirror/site-link.ts';

/** @returns the name and the title of the page that a frame of a page shows, or null */
export type FindFrame = (src: string) => { readonly name: string; readonly title: string } | null;

/** Every part is bounded and stops at the next tag, so that the work grows with the page alone. */
const FRAME =
  /<i?frame\b[^<>]{0,2000}?\bsrc\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')[^<>]{0,2000}>(?:\s{0,100}<\/i?frame\s{0,100}>)?/gi;

/**
 * Put a link where a page shows another page of its package in a frame: the frame would be taken
 * out, and what it shows is there to be read. Frames of other sites are left to the cleaning.
 */
export function linkFrames(html: string, page: string, find: FindFrame): string {
  const linked = html.replace(FRAME, (whole, quoted?: string, single?: string) => {
    const target = find((quoted ?? single ?? '').replaceAll('&amp;', '&'));
    if (target === null) return whole;
    const href = escapeHtml(relativeHref(`/${page}`, `/${target.name}`));
    return `<p><a href="${href}">${escapeHtml(target.title)}</a></p>`;
  });
  // What a frame set holds is for browsers without frames, and its tags would hide the links.
  return linked === html ? html : linked.replaceAll(/<\/?frameset\b[^<>]{0,2000}>/gi, '');
}
