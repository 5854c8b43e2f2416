import type { SiteFrame } from './page-frame.ts';
import { HTML_TYPE } from './plan-site.ts';
import { THEME } from './theme.ts';
import { type ListedSite, writeOwnPages } from './write-own-pages.ts';

/** A file that the mirror adds to the lessons. */
export interface OwnFile {
  readonly path: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

const TYPES: { readonly [ending: string]: string } = {
  html: HTML_TYPE,
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  css: 'text/css; charset=utf-8',
};

/** The mirror's own pages, its search and its style sheet, as they are served. */
export function ownFiles(frame: SiteFrame, site: ListedSite): readonly OwnFile[] {
  const own = new Map(writeOwnPages(frame, site)).set(frame.themePath, THEME);
  return [...own].map(([path, text]) => ({
    path,
    type: TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'text/plain',
    bytes: new TextEncoder().encode(text),
  }));
}
