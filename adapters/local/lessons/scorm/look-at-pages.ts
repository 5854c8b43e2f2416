import { decodeText } from '../../../../app/mirror/decode-text.ts';
import type { StatedRights } from '../../../../app/mirror/ports.ts';
import type { Archive } from '../../archive/archive.ts';
import { pageGlance } from '../package/page-glance.ts';
import { pageRights } from '../package/page-rights.ts';

/** One page of a package, as far as it can be read without script. */
export interface ScormPage {
  readonly name: string;
  /** What it calls itself; '' where it does not. */
  readonly title: string;
  /** Hardly a word and no picture of its own. */
  readonly isBare: boolean;
  /** Nothing to read or to see until a script of it has run. */
  readonly needsScript: boolean;
  /** Addresses of its frames, as written. */
  readonly frames: readonly string[];
  /** As its head states them. */
  readonly rights: StatedRights | undefined;
}

/**
 * Letters below which a page with scripts is a shell for them. Chosen: a heading such as
 * `Knowledge check` has 14, a page with one sentence over 40.
 */
const SHELL_LETTERS = 40;

/** Larger pages are given in parts elsewhere; here their first part tells. */
const MAX_BYTES = 2 * 1024 * 1024;

/** Frames within frames that are followed. Chosen: players use two. */
const MAX_NESTING = 4;

/**
 * Look at every page of a package, one at a time.
 *
 * @param frameAt the page that a frame of a page shows, or null
 */
export async function lookAtPages(
  archive: Archive,
  frameAt: (page: string, src: string) => string | null,
): Promise<ReadonlyMap<string, ScormPage>> {
  const pages = new Map<string, ScormPage>();
  for (const { name } of archive.entries) {
    if (!/\.x?html?$/i.test(name)) continue;
    const bytes = await archive.read(name);
    if (bytes !== null) pages.set(name, lookAt(name, decodeText(bytes.subarray(0, MAX_BYTES))));
  }
  for (let round = 0; round < MAX_NESTING; round += 1) markShells(pages, frameAt);
  return pages;
}

/** A page that shows nothing but frames is as empty as what they show. */
function markShells(
  pages: Map<string, ScormPage>,
  frameAt: (page: string, src: string) => string | null,
): void {
  for (const [name, page] of pages) {
    if (page.needsScript || !page.isBare || page.frames.length === 0) continue;
    const shown = page.frames.map((src) => {
      const isAway = /^(?:https?:)?\/\//i.test(src);
      return isAway || pages.get(frameAt(name, src) ?? '')?.needsScript === false;
    });
    if (!shown.includes(true)) pages.set(name, { ...page, needsScript: true });
  }
}

function lookAt(name: string, html: string): ScormPage {
  const { title, heading, letters, pictures, scripts, frames } = pageGlance(html);
  const isBare = letters < SHELL_LETTERS && pictures === 0;
  const needsScript = isBare && scripts > 0 && frames.length === 0;
  const rights = pageRights(html);
  return { name, title: heading || title, isBare, needsScript, frames, rights };
}
